import { type BusinessCalendar, businessMinutesBetween } from '#city/index.ts'

/** What of an event decides whose time runs. */
export interface TimedEvent {
  type: string
  at: Date
  departmentId: string | null
  toState: string
}

/** Working time a department has used on a case. */
export interface TimeUsed {
  departmentId: string
  minutes: number
  /** It still runs. */
  running: boolean
}

const working: readonly string[] = ['dispatched', 'handling']
/** Events after which another department has the case. */
const gives: readonly string[] = ['dispatched', 'objection-upheld']
const stops: readonly string[] = ['held', 'citizen-asked']
const goesOn: readonly string[] = ['resumed', 'question-answered']

interface Held {
  state: string
  holder: string | null
  paused: boolean
}

function after(held: Held, event: TimedEvent): Held {
  const { type, toState } = event
  const given = gives.includes(type) || held.holder === null
  return {
    state: toState,
    holder: given ? event.departmentId : held.holder,
    paused: stops.includes(type) || (held.paused && !goesOn.includes(type) && !gives.includes(type)),
  }
}

const runs = ({ state, holder, paused }: Held) => working.includes(state) && holder !== null && !paused

/**
 * Working time each department has used, in the order they got the case: from dispatch until the reply, the return or the
 * next department, without pauses. Departments that no longer have the case keep what they used.
 * @param events oldest first
 */
export function timeUsed(events: readonly TimedEvent[], now: Date, calendar: BusinessCalendar): TimeUsed[] {
  const used = new Map<string, number>()
  let held: Held = { state: '', holder: null, paused: false }
  let since = now
  const count = (until: Date) => {
    if (!runs(held) || held.holder === null) return
    const minutes = until > since ? businessMinutesBetween(since, until, calendar) : 0
    used.set(held.holder, (used.get(held.holder) ?? 0) + minutes)
  }
  for (const event of events) {
    count(event.at)
    held = after(held, event)
    since = event.at
  }
  count(now)
  return [...used].map(([departmentId, minutes]) => ({
    departmentId,
    minutes: Math.round(minutes),
    running: runs(held) && held.holder === departmentId,
  }))
}
