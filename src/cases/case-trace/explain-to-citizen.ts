import type { z } from 'zod'
import { baseError } from '#base/index.ts'
import { plainFacts } from '#kernel/index.ts'
import { selectCase } from '../case.store.ts'
import type { CaseLoop } from '../case-loop.ts'
import { readableHash } from '../follow-up.ts'
import type { caseExplanation } from './explanation.contract.ts'

/**
 * Tells a citizen by the follow-up code what part AI had in the matter. Which department was advised stays the office's own
 * affair, as returns do: what binds is where a person sent it.
 * @throws base.not-found for a code nobody has.
 */
export async function explainToCitizen(
  loop: Pick<CaseLoop, 'database' | 'dispatchAlgorithm'>,
  followUpCode: string,
): Promise<z.input<typeof caseExplanation>> {
  const record = await selectCase(loop.database, { followUpHash: readableHash(followUpCode) })
  if (!record) throw baseError('base.not-found')
  const facts = record.decision_id === null ? undefined : await plainFacts(loop.database, record.decision_id)
  if (!facts) return { items: [] }
  const { modelVersion, ...told } = facts
  const method = modelVersion === null ? 'duty-list' : 'model'
  return { items: [{ ...told, title: loop.dispatchAlgorithm.title, method }] }
}
