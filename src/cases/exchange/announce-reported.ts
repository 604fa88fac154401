import type { Transaction } from '#base/index.ts'
import { announceStep } from './announce-events.ts'
import { anyListens, selectReported } from './message.store.ts'

/** Tells who asked for it that cases came in, in the transaction that writes them. */
export async function announceReported(
  tx: Transaction,
  reported: readonly { caseId: string }[],
): Promise<void> {
  if (reported.length === 0 || !(await anyListens(tx, 'reported'))) return
  const rows = await selectReported(
    tx,
    reported.map(one => one.caseId),
  )
  for (const row of rows) {
    const event = { id: row.event_id, type: 'reported' as const, at: row.at.toISOString(), seq: 1 }
    await announceStep(tx, row, { event: { ...event, department_id: null }, from: null })
  }
}
