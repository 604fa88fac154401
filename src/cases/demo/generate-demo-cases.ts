import { type DemoDepartment, type DemoDuty, type SeededRandom, seededRandom } from '#city/index.ts'
import { machine } from '../case.rules.ts'
import type { CaseState, Disposition } from '../case-words.contract.ts'
import { composeMessage } from './compose-message.ts'
import type { DemoCase, DemoStep, DemoSurroundings } from './demo-case.ts'
import { drawCourse, drawReported, type Outcome } from './draw-course.ts'
import { type Atlas, atlasOf, drawSituation, type Situation } from './draw-situation.ts'
import common from './phrases/common.json' with { type: 'json' }
import replies from './phrases/replies.json' with { type: 'json' }
import { demoPhrases, type MatterPhrases } from './phrases.ts'
import { type IsWorkday, mondayToFriday } from './working-time.ts'

export interface DemoCasesWanted {
  /** The same seed gives the same cases. */
  seed: number
  count: number
  city: DemoSurroundings
  /** Local date; everything happened before it, within the `days` before. Default 2026-11-01. */
  until?: string
  /** Default 540. */
  days?: number
  isWorkday?: IsWorkday
}

interface World {
  random: SeededRandom
  atlas: Atlas
  city: DemoSurroundings
  duties: readonly (readonly [DemoDuty, number])[]
  department(id: string): DemoDepartment
  districtGovernment(districtId: string): DemoDepartment
}

/** Numbers of the segment 154 have been given to no operator: they look like mobile numbers, and nobody has one. */
function fictionalPhone(random: SeededRandom): string {
  return `1540${String(random.integer(0, 9_999_999)).padStart(7, '0')}`
}

function drawReporter(random: SeededRandom, channel: DemoCase['channel']): DemoCase['reporter'] {
  const anonymous = random.chance(channel === 'phone' ? 0.05 : 0.12)
  const name = `${random.pick(common.surnames)}${random.pick(common.givenNames)}`
  return {
    name: anonymous ? null : name,
    phone: anonymous && channel !== 'phone' ? null : fictionalPhone(random),
    anonymous,
  }
}

function drawNature(random: SeededRandom, phrases: MatterPhrases): DemoCase['nature'] {
  return random.weighted([
    ['complaint', 48],
    ['help', 12],
    ['report', 8],
    ['suggestion', 4],
    ['praise', 1.5],
    ['enquiry', phrases.questions.length > 0 ? 45 : 0],
  ])
}

/** History has errors: some cases were handled, and stayed, with a department that the duty list does not name. */
const mislabelled = 0.025

function responsible(world: World, duty: DemoDuty, situation: Situation): DemoDepartment {
  if (duty.hostDepartmentId === null) return world.districtGovernment(situation.districtId)
  return world.department(duty.hostDepartmentId)
}

/** A department that could be taken for the responsible one: a co-host, or any other when there is none. */
function mistaken(
  world: World,
  duty: DemoDuty,
  situation: Situation,
): { department: DemoDepartment; duty: DemoDuty } {
  const right = responsible(world, duty, situation)
  const ids = duty.coHosts.filter(id => world.duties.some(([other]) => other.hostDepartmentId === id))
  const others = world.duties.filter(
    ([other]) => other.hostDepartmentId && other.hostDepartmentId !== right.id,
  )
  const near = others.filter(([other]) => ids.includes(other.hostDepartmentId!))
  const [other] = world.random.pick(near.length > 0 ? near : others)
  return { department: world.department(other.hostDepartmentId!), duty: other }
}

function answerOf(random: SeededRandom, duty: DemoDuty, department: DemoDepartment): string {
  const { answer } = demoPhrases.get(duty.categoryId)!
  const general = random
    .pick(replies.answers)
    .replace('{matter}', duty.title)
    .replace('{department}', department.name)
    .replace('{phone}', department.phone)
    .replace('{days}', String(duty.timeLimitWorkdays))
  return answer && random.chance(0.8) ? `您好，${answer}${random.chance(0.5) ? general : ''}` : general
}

function drawOutcome(world: World, nature: DemoCase['nature']): Outcome['kind'] {
  const enquiry = nature === 'enquiry' || nature === 'praise'
  return world.random.weighted([
    ['answered', enquiry ? 82 : 5],
    ['declined', enquiry ? 0 : 3],
    ['dispatched', enquiry ? 18 : 92],
  ])
}

/** Where the steps leave a case, by the state machine of the product. */
function standingAfter(steps: readonly DemoStep[]): { state: CaseState; disposition: Disposition | null } {
  let state: CaseState = 'reported'
  let disposition: Disposition | null = null
  for (const { type } of steps) {
    const taken = Object.values(machine).find(step => step.event === type)
    if (taken?.to) state = taken.to
    if (taken?.disposition) disposition = taken.disposition
  }
  return { state, disposition }
}

function drawEmergency(world: World): {
  message: { subject: string; detail: string }
  situation: Situation
  outcome: Outcome
} {
  const { random, atlas } = world
  const { service, texts } = random.pick(replies.emergencies)
  const text = random.pick(texts)
  const situation = drawSituation(random, atlas, text)
  const detail = `${situation.fill(text)}${random.pick(['！', '，快点来人', '，快快快', '。', '，人还在现场'])}`
  const outcome: Outcome = { kind: 'handed-over', service: service as '110' | '119' | '120' }
  return { message: { subject: '紧急求助', detail }, situation, outcome }
}

function drawMatter(world: World, channel: DemoCase['channel']) {
  const { random } = world
  const duty = random.weighted(world.duties)
  const phrases = demoPhrases.get(duty.categoryId)
  if (!phrases) throw new Error(`No phrases for ${duty.categoryId}`)
  const nature = drawNature(random, phrases)
  const core = random.pick(nature === 'enquiry' ? phrases.questions : phrases.cores)
  const situation = drawSituation(random, world.atlas, core)
  const right = responsible(world, duty, situation)
  const kind = drawOutcome(world, nature)
  const settled =
    kind === 'dispatched' && random.chance(mislabelled)
      ? mistaken(world, duty, situation)
      : { department: right, duty }
  const other = demoPhrases.get(random.weighted(world.duties).categoryId)!
  const message = composeMessage(
    random,
    {
      phrases,
      core,
      nature,
      channel,
      aside: random.chance(0.08) ? random.pick(other.cores) : null,
      local: duty.hostDepartmentId === null,
      departmentName: right.name,
    },
    situation,
  )
  const ended = /[，。！\s]$/.test(message.detail) ? '' : '，'
  const declined = kind === 'declined' ? `${ended}${random.pick(replies.declinedAdditions)}。` : ''
  const outcome: Outcome =
    kind === 'answered'
      ? { kind, answer: answerOf(random, duty, right) }
      : kind === 'declined'
        ? { kind }
        : {
            kind: 'dispatched',
            department: settled.department,
            wrongly: random.chance(0.06) ? mistaken(world, duty, situation).department : null,
            matter: random.pick(phrases.matters),
            workdays: Math.max(1, settled.duty.timeLimitWorkdays),
          }
  if (outcome.kind === 'dispatched' && outcome.wrongly?.id === outcome.department.id) outcome.wrongly = null
  return {
    duty,
    nature,
    situation,
    settled,
    outcome,
    message: { ...message, detail: message.detail + declined },
  }
}

function worldOf(wanted: DemoCasesWanted): World {
  const random = seededRandom(wanted.seed)
  const departments = new Map(wanted.city.departments.map(department => [department.id, department]))
  const governments = new Map(
    wanted.city.departments
      .filter(({ kind }) => kind === 'district-government')
      .map(department => [department.regionId, department]),
  )
  const known = <T>(value: T | undefined, id: string): T => {
    if (value === undefined) throw new Error(`No department for ${id}`)
    return value
  }
  return {
    random,
    atlas: atlasOf(wanted.city),
    city: wanted.city,
    // Some matters come every day and some twice a year.
    duties: wanted.city.duties.map(duty => [duty, 0.35 + 2.6 * random.number() ** 2] as const),
    department: id => known(departments.get(id), id),
    districtGovernment: id => known(governments.get(id), id),
  }
}

/**
 * Past cases of the demo city, generated from its duty list: every text is put together from sentences written for this
 * project, and every case says `generated`. Pure; about 0.1 ms a case.
 * @throws when the city lacks a region, a department or the phrases of a duty
 */
export function generateDemoCases(wanted: DemoCasesWanted): DemoCase[] {
  const world = worldOf(wanted)
  const { random } = world
  const until = Date.parse(`${wanted.until ?? '2026-11-01'}T00:00:00Z`)
  const when = { until, isWorkday: wanted.isWorkday ?? mondayToFriday }
  return Array.from({ length: wanted.count }, (_, index): DemoCase => {
    const channel = random.weighted<DemoCase['channel']>([
      ['phone', 52],
      ['wechat', 18],
      ['app', 12],
      ['web', 12],
      ['walk-in', 3],
      ['grid', 3],
    ])
    const emergency = random.chance(0.008)
    const drawn = emergency
      ? { ...drawEmergency(world), nature: 'help' as const }
      : drawMatter(world, channel)
    const { situation, outcome, message, nature } = drawn
    const reported = drawReported(random, until, wanted.days ?? 540)
    const course = drawCourse(random, outcome, { ...when, reported, channel: emergency ? 'phone' : channel })
    const standing = standingAfter(course.steps)
    const settled = 'settled' in drawn && outcome.kind !== 'declined' ? drawn.settled : null
    const known = settled && (course.dueAt !== null || standing.state === 'closed') ? settled : null
    return {
      generated: true,
      externalId: `demo-${wanted.seed}-${String(index + 1).padStart(6, '0')}`,
      ...message,
      nature,
      channel: emergency ? 'phone' : channel,
      urgency: emergency ? 'emergency' : 'duty' in drawn ? drawn.duty.urgency : 'normal',
      categoryId: known?.duty.categoryId ?? null,
      dutyId: known?.duty.id ?? null,
      departmentId: known?.department.id ?? null,
      regionId: situation.regionId,
      address: situation.address,
      longitude: Math.round(situation.longitude * 1e6) / 1e6,
      latitude: Math.round(situation.latitude * 1e6) / 1e6,
      reporter: drawReporter(random, channel),
      reportedAt: course.steps[0]!.at,
      dueAt: course.dueAt,
      closedAt:
        standing.state === 'closed' ? course.steps.findLast(({ type }) => type !== 'rated')!.at : null,
      ...standing,
      rating: course.steps.find(step => step.type === 'rated')?.score ?? null,
      steps: course.steps,
    }
  })
}
