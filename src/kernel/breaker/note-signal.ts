import type { Transaction } from '#base/index.ts'
import type { AnyAlgorithm } from '../algorithm.ts'
import { selectContent, selectDecision } from '../decision.store.ts'
import type { Settlement } from '../settle.ts'
import { insertSignal, selectBreakers } from './breaker.store.ts'
import { every, none } from './cut.rules.ts'
import { departmentOf } from './cut-off.ts'

const judged = new Set(['adopted', 'amended', 'rejected'])

/**
 * Keeps a verdict on advice for the breaker, in the transaction of the verdict. Advice that was made before its breaker opened
 * says nothing of how it would do now, and what nobody judged (taken over, expired) says nothing at all.
 */
export async function noteSignal(
  tx: Transaction,
  algorithms: ReadonlyMap<string, AnyAlgorithm>,
  { decisionId, settlement }: { decisionId: string; settlement: Settlement },
): Promise<void> {
  if (!judged.has(settlement.verdict)) return
  const row = await selectDecision(tx, decisionId)
  if (row?.outcome !== 'advised') return
  const content = await selectContent(tx, decisionId)
  const algorithm = algorithms.get(row.algorithm)
  const key = {
    algorithm: row.algorithm,
    department: departmentOf(algorithm, content?.output ?? null),
    modelVersion: row.model_version ?? none,
  }
  const opened = (await selectBreakers(tx)).filter(
    one =>
      one.algorithm === key.algorithm &&
      (one.department === key.department || one.department === every) &&
      one.modelVersion === key.modelVersion,
  )
  if (opened.some(one => row.recorded_at < one.since)) return
  await insertSignal(tx, {
    ...key,
    decisionId,
    overridden: settlement.verdict !== 'adopted',
    blind: settlement.blind,
    evidenceOpened: settlement.evidenceOpened,
    seconds: settlement.secondsToSettle,
  })
}
