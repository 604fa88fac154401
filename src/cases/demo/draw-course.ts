import type { DemoDepartment, SeededRandom } from '#city/index.ts'
import type { DemoCase, DemoStep } from './demo-case.ts'
import replies from './phrases/replies.json' with { type: 'json' }
import {
  addWorking,
  day,
  endOfWorkday,
  type IsWorkday,
  minute,
  momentOf,
  workdayLength,
} from './working-time.ts'

/** How a case went, as the generator decided before its steps are drawn. */
export type Outcome =
  | { kind: 'answered'; answer: string }
  | { kind: 'declined' }
  | { kind: 'handed-over'; service: '110' | '119' | '120' }
  | {
      kind: 'dispatched'
      department: DemoDepartment
      /** Where it went by mistake at first; null for most. */
      wrongly: DemoDepartment | null
      matter: string
      workdays: number
    }

interface Course {
  steps: DemoStep[]
  dueAt: string | null
}

type Draft = Omit<DemoStep, 'at'> & { at: number }

function handlerOf(department: DemoDepartment): string {
  return `handler-${department.id.replace('dept-', '')}`
}

function replyText(random: SeededRandom, department: DemoDepartment, matter: string): string {
  const greeting = random.pick(['您好，', '市民您好：', '尊敬的市民，您好！', ''])
  const parts = [
    `${greeting}关于您反映的“${matter}”问题，${department.name}高度重视并派员核查`,
    random.pick(replies.findings),
    random.pick(replies.actions),
    ...(random.chance(0.3) ? [random.pick(replies.actions)] : []),
    ...(random.chance(0.75) ? [random.pick(replies.followups).replace('{phone}', department.phone)] : []),
  ]
  return `${[...new Set(parts)].join('。')}。`
}

function rating(random: SeededRandom, at: number): Draft {
  const score = random.weighted([
    [5, 45],
    [4, 22],
    [3, 13],
    [2, 8],
    [1, 12],
  ])
  const note = score >= 4 ? [0, 1, 5, 8, 8] : score === 3 ? [2, 4, 7, 8] : [3, 6, 4, 8]
  return {
    type: 'rated',
    at: at + random.integer(30, 3 * 1440) * minute,
    account: null,
    departmentId: null,
    text: replies.ratings[random.pick(note)] || null,
    score,
    resolved: score >= 3,
  }
}

/**
 * Draws what happened to a case after it was reported.
 * @param reported local milliseconds
 * @param until nothing later has happened yet: such cases are still open
 */
export function drawCourse(
  random: SeededRandom,
  outcome: Outcome,
  when: { reported: number; until: number; channel: DemoCase['channel']; isWorkday: IsWorkday },
): Course {
  const seat = `seat${random.integer(1, 3)}`
  const dispatcher = `dispatcher${random.integer(1, 2)}`
  const working = (from: number, duration: number) => addWorking(from, duration, when.isWorkday)
  const between = (low: number, high: number) => low + random.number() * (high - low)
  const drafts: Draft[] = []
  let at = when.reported
  const add = (type: DemoStep['type'], more: Partial<Draft> = {}) =>
    drafts.push({ type, at, account: seat, departmentId: null, text: null, ...more })

  const typed = when.channel !== 'phone' && when.channel !== 'walk-in'
  add('reported', { account: typed ? null : seat })
  // Somebody is at the phone at night; what was written waits for the morning.
  at =
    typed && outcome.kind !== 'handed-over'
      ? working(at, between(3, 90) * minute)
      : at + between(2, 12) * minute
  if (outcome.kind === 'handed-over') {
    add('accepted')
    at += between(0.3, 2) * minute
    const text = `已转${outcome.service}处置，并告知来电人保持电话畅通`
    add('handed-over', { text, service: outcome.service })
    return finish(drafts, when.until, null)
  }
  add('accepted')
  at += between(1, 14) * minute
  if (outcome.kind === 'declined') {
    add('declined', { text: random.pick(replies.declineReasons), legalBasis: replies.declineBasis })
    return finish(drafts, when.until, null)
  }
  if (outcome.kind === 'answered') {
    add('answered', { text: outcome.answer })
    if (random.chance(0.3)) drafts.push(rating(random, at))
    return finish(drafts, when.until, null)
  }

  const { department, wrongly, matter, workdays } = outcome
  at = working(at, between(2, 100) * minute)
  if (wrongly) {
    add('dispatched', { account: dispatcher, departmentId: wrongly.id })
    at = working(at, between(0.3, 1.6) * workdayLength)
    const text = random.pick(replies.returnReasons).replace('{department}', department.name)
    add('returned', { account: handlerOf(wrongly), departmentId: wrongly.id, text })
    at = working(at, between(5, 120) * minute)
  }
  add('dispatched', { account: dispatcher, departmentId: department.id })
  const due = endOfWorkday(at, workdays, when.isWorkday)
  const share = random.chance(0.06) ? between(1.05, 1.6) : between(0.15, 0.95)
  const span = workdays * workdayLength * share
  const own = { account: handlerOf(department), departmentId: department.id }
  at = working(at, span * 0.1)
  add('handling-started', own)
  at = working(at, span * 0.8)
  add('replied', { ...own, text: replyText(random, department, matter) })
  if (random.chance(0.04)) {
    at = working(at, between(10, 200) * minute)
    add('sent-back', { account: dispatcher, text: random.pick(replies.sendBackReasons) })
    at = working(at, between(0.5, 2) * workdayLength)
    add('replied', { ...own, text: replyText(random, department, matter) })
  }
  at = working(at, between(0.1, 1.5) * workdayLength)
  add('closed', { account: dispatcher })
  if (random.chance(0.38)) drafts.push(rating(random, at))
  return finish(drafts, when.until, momentOf(due))
}

function finish(drafts: readonly Draft[], until: number, due: string | null): Course {
  const steps = drafts.filter(draft => draft.at < until).map(draft => ({ ...draft, at: momentOf(draft.at) }))
  return { steps, dueAt: steps.some(step => step.type === 'dispatched') ? due : null }
}

/**
 * Draws when a case comes in: more by day than by night, more on Mondays than on Sundays.
 * @returns local milliseconds before `until`
 */
export function drawReported(random: SeededRandom, until: number, days: number): number {
  const byHour = [2, 1, 1, 1, 1, 2, 5, 9, 15, 20, 20, 17, 11, 11, 16, 18, 17, 14, 10, 10, 10, 8, 6, 4]
  const byWeekday = [6, 13, 11, 10, 10, 10, 7]
  for (;;) {
    const midnight = (Math.floor(until / day) - random.integer(1, days)) * day
    if (!random.chance(byWeekday[new Date(midnight).getUTCDay()]! / 13)) continue
    const hour = random.weighted(byHour.map((weight, index) => [index, weight] as const))
    return midnight + (hour * 60 + random.integer(0, 59)) * minute + random.integer(0, 59) * 1000
  }
}
