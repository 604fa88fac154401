import type { z } from 'zod'
import { inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import type { unreadCount } from './inbox.contract.ts'
import { markRead, markThrough } from './inbox.store.ts'
import { readerOf, unreadOf } from './list-inbox.ts'
import { lowestIdAt } from './message-id.rules.ts'

type Unread = z.input<typeof unreadCount>

/** Marks messages as read by one person; for everybody else they stay as they are. */
export async function markMessages(
  loop: Pick<CaseLoop, 'database'>,
  actor: Actor,
  messageIds: readonly string[],
): Promise<Unread> {
  await markRead(loop.database, readerOf(actor), messageIds)
  return await unreadOf(loop, actor)
}

// No transaction of the loop takes so long; its messages must not be read before they are there.
const settledAfter = 60_000

/** Marks everything up to a message as read. */
export async function markAllThrough(
  loop: Pick<CaseLoop, 'database'>,
  actor: Actor,
  through: string,
): Promise<Unread> {
  const settled = lowestIdAt(new Date(Date.now() - settledAfter))
  await inTransaction(loop.database, tx => markThrough(tx, readerOf(actor), { through, settled }))
  return await unreadOf(loop, actor)
}
