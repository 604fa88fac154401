import type { Transaction } from '#base/index.ts'
import { countOpenChildren } from './case-parent.store.ts'
import { jointError } from './joint.errors.ts'

/** A parent closes after its children, or says why not. @throws cases.children-open */
export async function checkChildrenClosed(
  tx: Transaction,
  caseId: string,
  reason: string | undefined,
): Promise<{ openChildrenReason?: string }> {
  const count = await countOpenChildren(tx, caseId)
  if (count === 0) return {}
  if (!reason) throw jointError('cases.children-open', { count })
  return { openChildrenReason: reason }
}
