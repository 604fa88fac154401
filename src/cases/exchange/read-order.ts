import type { CaseLoop } from '../case-loop.ts'
import type { AdmittedPartner } from './admit-partner.ts'
import type { OrderStatus } from './exchange.contract.ts'
import { exchangeError } from './exchange.errors.ts'
import { selectOrder } from './order.store.ts'

const momentOf = (at: Date | null) =>
  at === null || Number.isNaN(new Date(at).getTime()) ? null : new Date(at).toISOString()

/** How an order stands. @throws cases.unknown-order */
export async function readOrder(
  loop: CaseLoop,
  partner: AdmittedPartner,
  orderId: string,
): Promise<OrderStatus> {
  const row = await selectOrder(loop.database, partner.id, orderId)
  if (!row) throw exchangeError('cases.unknown-order', { order: orderId.slice(0, 80) })
  const city = await loop.city.snapshot()
  return {
    orderId,
    caseCode: row.code,
    state: row.state,
    disposition: row.state === 'closed' ? (row.disposition as OrderStatus['disposition']) : null,
    departmentName: row.department_id === null ? null : (city.department(row.department_id)?.name ?? null),
    receivedAt: row.taken_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    dueAt: momentOf(row.due_at),
    closedAt: momentOf(row.closed_at),
    reply: row.reply,
  }
}
