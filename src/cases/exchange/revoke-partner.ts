import { type Database, inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import { exchangeError } from './exchange.errors.ts'
import { revokePartnerRow } from './partner.store.ts'
import { endSubscriptionsOf } from './subscription.store.ts'

/** Ends a key at once and what its platform was told by; what it brought in stays. @throws cases.unknown-partner */
export async function revokePartner(
  database: Database,
  partnerId: string,
  by: Pick<Actor, 'id'>,
): Promise<void> {
  await inTransaction(database, async tx => {
    if (!(await revokePartnerRow(tx, partnerId))) throw exchangeError('cases.unknown-partner')
    await endSubscriptionsOf(tx, partnerId)
    await append(tx, [{ kind: 'partner.revoked', subject: `partner:${partnerId}`, body: { by: by.id } }])
  })
}
