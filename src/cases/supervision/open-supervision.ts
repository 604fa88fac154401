import type { Transaction } from '#base/index.ts'
import { supervisionError } from './supervision.errors.ts'
import { type SupervisionRow, selectSupervisions } from './supervision.store.ts'

/** The supervision of a held case that has not ended. @throws cases.not-supervised */
export async function openSupervision(tx: Transaction, caseId: string): Promise<SupervisionRow> {
  const open = (await selectSupervisions(tx, caseId)).find(one => one.ended_at === null)
  if (!open) throw supervisionError('cases.not-supervised')
  return open
}
