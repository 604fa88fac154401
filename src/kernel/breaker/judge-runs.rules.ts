import type { BreakerState, RunSignal, RunSignalName } from './breaker.contract.ts'
import { populationShift } from './population-shift.rules.ts'

/** One run of an algorithm, as figures. */
export interface Run {
  failed: boolean
  attacked: boolean
  /** A check after the model refused or dropped something: a quotation that is in no source, an identity, forbidden words. */
  checkFailed: boolean
  confidence: number | null
  milliseconds: number
  /** Characters that went in; null once erased. */
  characters: number | null
}

/** What citizens and the people who followed the advice showed, besides the runs. */
export interface Around {
  /** Objections of citizens, and decisions that could have been objected to, in the newest 28 days. */
  objections: number
  decided: number
  /** Of verdicts given before the advice was shown: how many, and how many differed. */
  blind: { settled: number; overridden: number }
  /** Of adoptions of which it is known: the share that never opened the evidence, and the middle of the seconds. */
  reliance: { known: number; unopened: number | null; seconds: number | null }
}

/** Windows of so many runs; a signal counts when it is over its limit in three of the newest four. */
export const windowSize = 50
const windows = 4
const windowsNeeded = 3
/** Of what is cut off already one bad window says that it has not become well. */
const windowsNeededWhenCut = 1
/** The newest runs that are judged, and those before them that say what is usual. */
export const newestRuns = windowSize * windows
export const referenceRuns = 1000

/** One of these cuts off alone; of the others two at once do, and one tells people. */
export const hardSignals: ReadonlySet<RunSignalName> = new Set([
  'errors',
  'failed-checks',
  'blind-disagreement',
])

const share = (runs: readonly Run[], is: (run: Run) => boolean) =>
  runs.length === 0 ? 0 : runs.filter(is).length / runs.length

function percentile(runs: readonly Run[], part: number): number {
  const sorted = runs.map(run => run.milliseconds).toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0
}

interface Watched {
  name: RunSignalName
  measure(runs: readonly Run[]): number
  /** Over this, given what is usual. */
  limit(usual: number): number
}

// Three times the usual, and a floor under which nobody would act: at a usual share of 1 % six failures of fifty in three
// windows of four do not come by chance in the life of a city.
const watched: readonly Watched[] = [
  {
    name: 'errors',
    measure: runs => share(runs, run => run.failed),
    limit: usual => Math.max(0.1, 3 * usual),
  },
  {
    name: 'failed-checks',
    measure: runs => share(runs, run => run.checkFailed),
    limit: usual => Math.max(0.1, 3 * usual),
  },
  {
    name: 'guard-hits',
    measure: runs => share(runs, run => run.attacked),
    limit: usual => Math.max(0.15, 3 * usual),
  },
  { name: 'latency', measure: runs => percentile(runs, 0.95), limit: usual => Math.max(2000, 4 * usual) },
]

function windowsOf(newest: readonly Run[]): Run[][] {
  const whole = Math.min(windows, Math.floor(newest.length / windowSize))
  return Array.from({ length: whole }, (_, n) => {
    const end = newest.length - n * windowSize
    return newest.slice(end - windowSize, end)
  })
}

function overWindows(newest: readonly Run[], reference: readonly Run[], needed: number): RunSignal[] {
  const parts = windowsOf(newest)
  return watched.map(({ name, measure, limit }) => {
    const usual = reference.length >= newestRuns ? measure(reference) : null
    const most = limit(usual ?? 0)
    const over = parts.filter(one => measure(one) > most).length >= needed
    return { name, value: parts.length === 0 ? null : measure(newest), usual, limit: most, over }
  })
}

/** A shift of this index is one to act on, by custom. */
const shiftLimit = 0.25

function shiftOf(name: RunSignalName, reference: readonly number[], newest: readonly number[]): RunSignal {
  const value = populationShift(reference, newest)
  return { name, value, usual: null, limit: shiftLimit, over: value !== null && value >= shiftLimit }
}

const z99 = 2.326348
/** The lower end of Wilson's interval of a share, at 99 % from one side. */
function surelyAtLeast(some: number, of: number): number {
  if (of === 0) return 0
  const [part, square] = [some / of, z99 * z99]
  const middle = part + square / (2 * of)
  const spread = z99 * Math.sqrt((part * (1 - part)) / of + square / (4 * of * of))
  return (middle - spread) / (1 + square / of)
}

const objectionLimit = 0.05
const unopenedLimit = 0.9
const hastySeconds = 5
const relianceNeeded = 50

function around({ objections, decided, blind, reliance }: Around, overrideShare: number): RunSignal[] {
  const { known, unopened, seconds } = reliance
  const hasty = unopened !== null && unopened > unopenedLimit && seconds !== null && seconds < hastySeconds
  const blindShare = blind.settled === 0 ? null : blind.overridden / blind.settled
  return [
    {
      name: 'objections',
      value: decided === 0 ? null : objections / decided,
      usual: null,
      limit: objectionLimit,
      over: surelyAtLeast(objections, decided) > objectionLimit,
    },
    {
      name: 'blind-disagreement',
      value: blindShare,
      usual: null,
      limit: overrideShare,
      over: surelyAtLeast(blind.overridden, blind.settled) > overrideShare,
    },
    {
      name: 'over-reliance',
      value: unopened,
      usual: null,
      limit: unopenedLimit,
      over: known >= relianceNeeded && hasty,
    },
  ]
}

const present = (values: readonly (number | null)[]) => values.filter(value => value !== null)

/**
 * The signals of an algorithm from its runs, oldest first, and from what people made of them.
 * @param runs the newest; those before the last 200 say what is usual
 */
export function signalsOf(
  runs: readonly Run[],
  people: Around,
  { overrideShare, isCut }: { overrideShare: number; isCut: boolean },
): RunSignal[] {
  const needed = isCut ? windowsNeededWhenCut : windowsNeeded
  const newest = runs.slice(-newestRuns)
  const reference = runs.slice(0, -newestRuns).slice(-referenceRuns)
  const sure = (of: readonly Run[]) => present(of.map(run => run.confidence))
  const long = (of: readonly Run[]) => present(of.map(run => run.characters))
  return [
    ...overWindows(newest, reference, needed),
    shiftOf('confidence-shift', sure(reference), sure(newest)),
    shiftOf('input-shift', long(reference), long(newest)),
    ...around(people, overrideShare),
  ]
}

/** What the signals ask for: `cut` for a hard one or two at once, `tell` for a single soft one. */
export function verdictOn(signals: readonly RunSignal[]): {
  asks: 'cut' | 'tell' | 'nothing'
  over: RunSignalName[]
} {
  const over = signals.filter(one => one.over).map(one => one.name)
  if (over.some(name => hardSignals.has(name)) || over.length >= 2) return { asks: 'cut', over }
  return { asks: over.length === 1 ? 'tell' : 'nothing', over }
}

/** Hours before what was cut off for its runs is looked at again, and runs without a signal that it takes. */
export const restHours = 1

/** What a breaker over the runs changes to; null when it stays. Half-open it waits for people's verdicts on samples. */
export function nextOfRuns(
  standing: { state: BreakerState; since: Date | null; runsSince: number },
  asks: 'cut' | 'tell' | 'nothing',
  now: Date,
): Exclude<BreakerState, 'closed'> | null {
  const { state, since, runsSince } = standing
  if (state !== 'open') return asks === 'cut' ? 'open' : null
  const rested = since !== null && now.getTime() - since.getTime() >= restHours * 3_600_000
  return rested && asks !== 'cut' && runsSince >= windowSize ? 'half-open' : null
}
