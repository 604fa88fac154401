import { randomBytes } from 'node:crypto'
import { type Database, inTransaction, uuidv7 } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import { exchangeError } from './exchange.errors.ts'
import type { IncomingWebhook, NewIncoming } from './incoming.contract.ts'
import { insertIncoming, selectIncoming } from './incoming.store.ts'
import { incomingView } from './incoming.view.ts'
import { holdPartner } from './partner.store.ts'

/**
 * Opens a door for what a system posts in its own JSON. The secret it signs with is in the answer and shown nowhere else.
 * @throws cases.unknown-partner for one that may not report
 */
export async function createIncoming(
  database: Database,
  wanted: NewIncoming,
  by: Pick<Actor, 'id'>,
): Promise<{ webhook: IncomingWebhook; secret: string }> {
  const id = uuidv7()
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  await inTransaction(database, async tx => {
    const partner = await holdPartner(tx, wanted.partnerId)
    if (!partner || partner.revoked_at || !partner.rights.includes('report'))
      throw exchangeError('cases.unknown-partner')
    await insertIncoming(tx, { ...wanted, id, secret, by: by.id })
    const body = { by: by.id, partner: wanted.partnerId }
    await append(tx, [{ kind: 'incoming-webhook.created', subject: `incoming-webhook:${id}`, body }])
  })
  const made = (await selectIncoming(database)).find(one => one.id === id)!
  return { webhook: incomingView(made), secret }
}
