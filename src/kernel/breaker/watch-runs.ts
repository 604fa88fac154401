import { type Database, type Handle, inTransaction, type Transaction } from '#base/index.ts'
import type { AnyAlgorithm } from '../algorithm.ts'
import type { RunSignal } from './breaker.contract.ts'
import {
  type BreakerKey,
  type BreakerRecord,
  type ChangeRow,
  claimBreakers,
  saveState,
  selectBreakers,
  selectReferenceOfAll,
} from './breaker.store.ts'
import { every } from './cut.rules.ts'
import { type Change, judgeBreaker } from './judge-breaker.rules.ts'
import { newestRuns, nextOfRuns, type Run, referenceRuns, signalsOf, verdictOn } from './judge-runs.rules.ts'
import { type ChangeParts, recordChange } from './record-change.ts'
import { blindOf, charactersOf, relianceOf } from './reliance.rules.ts'
import {
  countSettled,
  type KeptRun,
  selectNewestRuns,
  selectToldAt,
  selectVerdicts,
  versionOf,
} from './runs.store.ts'

/** Counts the objections of citizens to an algorithm since a moment; the room that has them fills it. */
export type CountObjections = (handle: Handle, of: { algorithm: string; since: Date }) => Promise<number>

export interface WatchParts extends ChangeParts<AnyAlgorithm> {
  countObjections?: CountObjections | undefined
}

const itself = 'breaker'
const verdictsRead = 200
const objectionDays = 28
const day = 86_400_000
/** People are told of one signal that goes on once a day. */
const tellAgainAfter = day

const runOf = (kept: KeptRun): Run => ({
  failed: kept.outcome === 'failed',
  attacked: kept.attacked,
  checkFailed: kept.checks.some(one => one.says === 'drop' || one.says === 'refuse'),
  confidence: kept.confidence,
  milliseconds: kept.milliseconds,
  characters: kept.input === null ? null : charactersOf(kept.input),
})

/** How an algorithm runs now, with which model version, and since when its breaker stands as it does. */
export interface Watched {
  key: BreakerKey
  held: BreakerRecord | undefined
  runsSince: number
  signals: RunSignal[]
}

/** The signals of one algorithm; undefined while it never ran. */
export async function readSignals(
  handle: Handle,
  parts: Pick<WatchParts, 'countObjections'>,
  { algorithm, held, now }: { algorithm: AnyAlgorithm; held: readonly BreakerRecord[]; now: Date },
): Promise<Watched | undefined> {
  const kept = await selectNewestRuns(handle, algorithm.id, newestRuns + referenceRuns)
  if (kept.length === 0) return undefined
  const key = { algorithm: algorithm.id, department: every, modelVersion: versionOf(kept) }
  const own = kept.filter(run => run.modelVersion === null || run.modelVersion === key.modelVersion)
  const standing = held.find(
    one =>
      one.algorithm === key.algorithm && one.department === every && one.modelVersion === key.modelVersion,
  )
  // What ran before it was cut off said what it had to say; from then on only what ran since counts.
  const counted = standing ? own.filter(run => run.recordedAt > standing.since) : own
  const since = new Date(now.getTime() - objectionDays * day)
  const verdicts = await selectVerdicts(handle, {
    ...key,
    after: standing?.since ?? null,
    limit: verdictsRead,
  })
  const objections = standing
    ? 0
    : ((await parts.countObjections?.(handle, { algorithm: key.algorithm, since })) ?? 0)
  const people = {
    objections,
    decided: await countSettled(handle, { ...key, since }),
    blind: blindOf(verdicts),
    reliance: relianceOf(verdicts),
  }
  return {
    key,
    held: standing,
    runsSince: counted.length,
    signals: signalsOf(counted.map(runOf).reverse(), people, {
      overrideShare: algorithm.breaker.overrideShare,
      isCut: standing !== undefined,
    }),
  }
}

/** People's verdicts on samples, in every department: they bring back what was cut off for its runs. */
async function judgeSamples(
  tx: Transaction,
  { key, held }: Watched,
  { algorithm, now }: { algorithm: AnyAlgorithm; now: Date },
) {
  const after = held!.since
  const recent = await selectVerdicts(tx, { ...key, after, limit: verdictsRead })
  const reference = await selectReferenceOfAll(tx, key, after)
  const standing = {
    state: 'half-open' as const,
    since: after,
    reference,
    recent: recent.map(one => one.overridden),
  }
  return judgeBreaker(standing, algorithm.breaker, now)
}

const factsOf = (signals: readonly RunSignal[]) =>
  Object.fromEntries(signals.filter(one => one.over).map(one => [one.name, one.value ?? 0]))

async function changeOf(
  tx: Transaction,
  watched: Watched,
  { algorithm, now }: { algorithm: AnyAlgorithm; now: Date },
): Promise<{ to: ChangeRow['after']; because: ChangeRow['because']; facts: Change['facts'] } | null> {
  const { key, held, signals, runsSince } = watched
  const { asks, over } = verdictOn(signals)
  const state = held?.state ?? 'closed'
  const next = nextOfRuns({ state, since: held?.since ?? null, runsSince }, asks, now)
  if (next === 'open') return { to: next, because: over[0]!, facts: factsOf(signals) }
  if (next === 'half-open') return { to: next, because: 'cooled', facts: { runs: runsSince } }
  if (state === 'half-open') return await judgeSamples(tx, watched, { algorithm, now })
  if (asks !== 'tell') return null
  const told = await selectToldAt(tx, key, over[0]!)
  if (told && now.getTime() - told.getTime() < tellAgainAfter) return null
  return { to: 'signal', because: over[0]!, facts: factsOf(signals) }
}

/**
 * Looks at how every algorithm runs: errors, failed checks, attacks, latency, shifts of confidence and input, objections, blind
 * cases and unread adoptions. One hard signal or two at once cut it off in every department; a single soft one is told. Any
 * number of processes may; one does.
 * @returns what changed; null when another process is at it
 */
export async function watchRuns(
  database: Database,
  parts: WatchParts,
  now = new Date(),
): Promise<ChangeRow[] | null> {
  return await inTransaction(database, async tx => {
    if (!(await claimBreakers(tx))) return null
    const held = await selectBreakers(tx)
    const changes: ChangeRow[] = []
    for (const algorithm of parts.algorithms) {
      const watched = await readSignals(tx, parts, { algorithm, held, now })
      const change = watched && (await changeOf(tx, watched, { algorithm, now }))
      if (!watched || !change) continue
      const { to: after, because, facts } = change
      const before = watched.held?.state ?? 'closed'
      const row: ChangeRow = { ...watched.key, before, after, because, facts, by: itself }
      if (after === 'open' || after === 'half-open' || after === 'closed')
        await saveState(tx, watched.key, after)
      await recordChange(tx, parts, row)
      changes.push(row)
    }
    return changes
  })
}
