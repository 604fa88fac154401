import type { SeededRandom } from '#city/index.ts'
import type { DemoCase } from './demo-case.ts'
import type { Situation } from './draw-situation.ts'
import { garble } from './garble.ts'
import common from './phrases/common.json' with { type: 'json' }
import type { MatterPhrases } from './phrases.ts'

/** What a message is made of. */
export interface Matter {
  phrases: MatterPhrases
  /** The sentence that says what is the matter; chosen before the place, which depends on it. */
  core: string
  nature: DemoCase['nature']
  channel: DemoCase['channel']
  /** A second matter in the same message, of another department perhaps. */
  aside: string | null
  /** The government of a district is responsible, so the place matters; people then mostly name it. */
  local: boolean
  departmentName: string
}

type Part =
  | 'opening'
  | 'location'
  | 'core'
  | 'more'
  | 'extra'
  | 'harm'
  | 'attempt'
  | 'aside'
  | 'emotion'
  | 'story'
  | 'demand'
  | 'second'
  | 'closing'

/** Orders in which people tell a story; each with how often. A part may come up empty. The last is of those who write at length. */
const plans = (
  [
    ['opening location core more extra second harm attempt emotion demand closing', 5],
    ['location core attempt extra harm demand second closing', 4],
    ['opening demand location core more extra closing', 2],
    ['aside location core emotion extra attempt demand', 2],
    ['second location core extra harm closing', 1],
    ['location core', 2],
    ['core demand', 2],
    ['opening harm aside core location more attempt emotion second closing', 2],
    ['attempt location core more extra emotion demand closing', 2],
    [
      'opening aside location core more extra story harm attempt story more emotion extra story second attempt harm story aside story demand closing',
      4,
    ],
  ] as const
).map(([parts, weight]) => [parts.split(' ') as Part[], weight] as const)

const likelihood: Record<Part, number> = {
  opening: 0.6,
  location: 0.6,
  core: 1,
  more: 0.35,
  extra: 0.65,
  harm: 0.5,
  attempt: 0.5,
  aside: 0.6,
  emotion: 0.4,
  story: 0.42,
  demand: 0.65,
  second: 1,
  closing: 0.6,
}

function sentence(random: SeededRandom, part: Part, matter: Matter): string | null {
  const { phrases } = matter
  switch (part) {
    case 'core':
      return matter.core
    case 'more':
      return random.pick(phrases.cores.filter(core => core !== matter.core))
    case 'extra':
      return random.pick(phrases.extras)
    case 'harm':
      return random.pick(phrases.group.harms)
    case 'demand':
      return random.pick(random.chance(0.5) ? phrases.group.demands : common.demands)
    case 'second':
      return matter.aside && `${random.pick(common.second)}${matter.aside}`
    case 'opening':
      return random.pick(common.openings)
    case 'location':
      return random.pick(common.locations)
    case 'attempt':
      return random.pick(common.attempts)
    case 'aside':
      return random.pick(common.asides)
    case 'emotion':
      return random.pick(common.emotions)
    case 'story':
      return random.pick(common.stories)
    case 'closing':
      return random.pick(common.closings)
  }
}

function complaint(random: SeededRandom, matter: Matter): string[] {
  const parts: string[] = []
  for (const part of random.weighted(plans)) {
    const share = part === 'location' && matter.local ? 0.95 : likelihood[part]
    const text = random.chance(share) ? sentence(random, part, matter) : null
    if (text && !parts.includes(text)) parts.push(text)
  }
  return parts
}

function enquiry(random: SeededRandom, matter: Matter): string[] {
  const question = `${random.pick(common.askOpenings)}${matter.core}`
  const before = random.chance(0.45) ? [random.pick(common.askContexts)] : []
  const after = random.chance(0.5) ? [random.pick(common.askContexts)] : []
  const closing = random.chance(0.55) ? [random.pick(common.askClosings)] : []
  const greeting = random.chance(0.35) ? [random.pick(common.openings.slice(0, 4))] : []
  return [...greeting, ...before, question, ...after.filter(text => !before.includes(text)), ...closing]
}

function suggestion(random: SeededRandom, matter: Matter): string[] {
  const target = random.pick(matter.phrases.group.demands).replace(/^(请求|请|希望|要求|建议)/, '')
  const proposal = random.pick(common.suggestions).replace('{target}', target)
  return random.shuffled([matter.core, proposal, random.pick(matter.phrases.extras)])
}

function praise(random: SeededRandom, matter: Matter): string[] {
  const told = random
    .pick(common.praises)
    .replace('{department}', matter.departmentName)
    .replace('{matter}', random.pick(matter.phrases.matters))
  return random.chance(0.5) ? [random.pick(common.locations), told] : [told, random.pick(common.asides)]
}

/** People end sentences as they like; some use spaces only. */
function join(random: SeededRandom, parts: readonly string[]): string {
  const style = random.weighted([
    ['，。', 6],
    ['。', 3],
    ['！', 1],
    [' ', 1],
    ['，', 2],
  ])
  const text = parts
    .map((part, index) => {
      if (index === parts.length - 1 || /[，。！？：]$/.test(part)) return part
      return part + (style.length === 2 ? style[random.integer(0, 1)] : style)
    })
    .join('')
  return /[，。！？\s]$/.test(text) || random.chance(0.25) ? text : `${text}。`
}

/** A seat writes down in the third person what was said on the phone. */
function asTakenDown(random: SeededRandom, text: string, complains: boolean): string {
  const said = text.replace(/^(你好|您好|领导好|尊敬的领导|12345你好)[，。！\s]*/, '')
  const told = `${random.pick(common.operator)}${said}`
  return complains && random.chance(0.35)
    ? `${told}${random.pick(common.operatorDemand)}${random.pick(common.demands)}。`
    : told
}

function subjectOf(random: SeededRandom, matter: Matter, vague: boolean): string {
  if (vague || random.chance(0.12)) return random.pick(common.genericSubjects)
  const place = matter.core.match(/\{(compound|road|village|school|park|market|station|hospital)\}/)?.[0]
  const about = random.pick(matter.phrases.matters)
  if (matter.nature === 'enquiry')
    return random.chance(0.3) ? `咨询${matter.phrases.matters[0]!}` : matter.core
  return random
    .pick(common.subjectForms)
    .replace('{place}', place ?? '{home}')
    .replace('{matter}', about)
}

/** Subject and detail of a message. Most are plain; some are vague, garbled or about two matters, as real ones are. */
export function composeMessage(
  random: SeededRandom,
  matter: Matter,
  situation: Situation,
): { subject: string; detail: string } {
  const complains = matter.nature === 'complaint' || matter.nature === 'report' || matter.nature === 'help'
  const unclear = complains && random.chance(0.03)
  const vague = complains && !unclear && random.chance(0.09)
  const core = unclear ? random.pick(common.unclear) : random.pick(matter.phrases.group.vague)
  const told =
    unclear || vague ? { ...matter, core, phrases: { ...matter.phrases, cores: [core, ''] } } : matter
  const parts =
    matter.nature === 'enquiry'
      ? enquiry(random, told)
      : matter.nature === 'praise'
        ? praise(random, told)
        : matter.nature === 'suggestion'
          ? suggestion(random, told)
          : complaint(random, unclear ? { ...told, phrases: { ...told.phrases, extras: [''] } } : told)
  const filled = parts.filter(part => part !== '').map(situation.fill)
  // A bare word or two says nothing; even hurried people add where they are.
  if (filled.join('').length < 14) filled.unshift(situation.fill(random.pick(common.locations)))
  let detail = join(random, filled)
  if (matter.channel === 'phone' && random.chance(0.7)) detail = asTakenDown(random, detail, complains)
  const hidden = unclear || (vague && random.chance(0.6))
  const subject = situation.fill(subjectOf(random, matter, hidden))
  return { subject: subject.slice(0, 60), detail: garble(random, detail, matter.channel) }
}
