import { type Database, inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import { exchangeError } from './exchange.errors.ts'
import { retryRow } from './message.store.ts'

/** Sends a parked message again, from the first try on. @throws cases.unknown-message */
export async function retryMessage(
  database: Database,
  messageId: string,
  by: Pick<Actor, 'id'>,
): Promise<void> {
  await inTransaction(database, async tx => {
    if (!(await retryRow(tx, messageId))) throw exchangeError('cases.unknown-message')
    await append(tx, [{ kind: 'message.retried', subject: `message:${messageId}`, body: { by: by.id } }])
  })
}
