import type { z } from 'zod'
import type { CaseLoop } from '../case-loop.ts'
import type { AdmittedPartner } from './admit-partner.ts'
import type { orderNote } from './exchange.contract.ts'
import { exchangeError } from './exchange.errors.ts'
import { noteOnce } from './note-once.ts'
import { selectOwnCase, selectUpdateText } from './partner-case.store.ts'

const kinds = { supplement: '补充', remind: '催办', withdraw: '撤回' } as const

/**
 * Takes a note of a platform on one of its orders, once for each of its ids.
 * @throws cases.unknown-order, cases.note-changed for other words under an id that was taken
 */
export async function takeNote(
  loop: CaseLoop,
  partner: AdmittedPartner,
  sent: z.infer<typeof orderNote> & { orderId: string },
): Promise<void> {
  const { orderId, noteId, kind } = sent
  const held = await selectOwnCase(loop.database, partner.id, { externalId: orderId })
  if (!held) throw exchangeError('cases.unknown-order', { order: orderId.slice(0, 80) })
  const text = `【${kinds[kind]}】${sent.text}`
  await noteOnce(loop, partner, { held, note: { updateId: noteId, text, said: { update: noteId, kind } } })
  const written = await selectUpdateText(loop.database, held.id, noteId)
  if (written !== null && written !== text)
    throw exchangeError('cases.note-changed', { note: noteId.slice(0, 80) })
}
