import { type Database, inTransaction, type Transaction } from '#base/index.ts'
import type { AnyAlgorithm } from '../algorithm.ts'
import {
  type BreakerKey,
  type BreakerRecord,
  type ChangeRow,
  claimBreakers,
  saveState,
  selectBreakers,
  selectClosedAt,
  selectKeys,
  selectRecent,
  selectReference,
} from './breaker.store.ts'
import { longestWindow } from './detect-drop.rules.ts'
import { judgeBreaker, type Standing } from './judge-breaker.rules.ts'
import { type ChangeParts, recordChange } from './record-change.ts'

/** What is usual is learned from so many verdicts, the first that a model version got. */
export const referenceSize = 1000

/** Who changes a breaker when nobody does by hand. */
const itself = 'breaker'

const isSame = (one: BreakerKey, other: BreakerKey) =>
  one.algorithm === other.algorithm &&
  one.department === other.department &&
  one.modelVersion === other.modelVersion

/** How a breaker stands, from its verdicts. */
async function standingOf(
  tx: Transaction,
  key: BreakerKey,
  held: BreakerRecord | undefined,
): Promise<Standing> {
  const { total, overridden, until } = await selectReference(tx, key, referenceSize)
  const reference = { total, overridden }
  const from = held?.since ?? (await selectClosedAt(tx, key)) ?? null
  // The first verdicts are what is usual; they cannot also show that something is not.
  const after = held ? from : total < referenceSize ? from : from && until && from > until ? from : until
  const recent = await selectRecent(tx, key, { after, limit: longestWindow })
  return {
    state: held?.state ?? 'closed',
    since: held?.since ?? null,
    reference,
    recent: recent.map(one => one.overridden),
  }
}

/**
 * Looks at every breaker that people gave verdicts for and opens, half-opens or closes it. Any number of processes may; one
 * does.
 * @returns what changed; null when another process is at it.
 */
export async function evaluateBreakers(
  database: Database,
  parts: ChangeParts<AnyAlgorithm>,
  now = new Date(),
): Promise<ChangeRow[] | null> {
  return await inTransaction(database, async tx => {
    if (!(await claimBreakers(tx))) return null
    const held = await selectBreakers(tx)
    const changes: ChangeRow[] = []
    for (const { algorithm, department, modelVersion } of await selectKeys(tx)) {
      const key = { algorithm, department, modelVersion }
      const limits = parts.algorithms.find(one => one.id === algorithm)?.breaker
      if (!limits) continue
      const standing = await standingOf(
        tx,
        key,
        held.find(one => isSame(one, key)),
      )
      const change = judgeBreaker(standing, limits, now)
      if (!change) continue
      const { to: after, because, facts } = change
      const row: ChangeRow = { ...key, before: standing.state, after, because, facts, by: itself }
      await saveState(tx, key, after)
      await recordChange(tx, parts, row)
      changes.push(row)
    }
    return changes
  })
}
