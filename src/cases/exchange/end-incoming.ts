import { type Database, inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import { incomingError } from './incoming.errors.ts'
import { endIncomingRow } from './incoming.store.ts'

/** Closes a door at once; what came in by it stays. @throws cases.unknown-incoming */
export async function endIncoming(
  database: Database,
  webhookId: string,
  by: Pick<Actor, 'id'>,
): Promise<void> {
  await inTransaction(database, async tx => {
    if (!(await endIncomingRow(tx, webhookId))) throw incomingError('cases.unknown-incoming')
    const subject = `incoming-webhook:${webhookId}`
    await append(tx, [{ kind: 'incoming-webhook.ended', subject, body: { by: by.id } }])
  })
}
