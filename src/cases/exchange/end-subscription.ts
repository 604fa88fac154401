import { type Database, inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import { exchangeError } from './exchange.errors.ts'
import { endSubscriptionRow } from './subscription.store.ts'

/** Ends a subscription at once; what waited is parked. @throws cases.unknown-subscription */
export async function endSubscription(
  database: Database,
  subscriptionId: string,
  by: Pick<Actor, 'id'>,
): Promise<void> {
  await inTransaction(database, async tx => {
    if (!(await endSubscriptionRow(tx, subscriptionId))) throw exchangeError('cases.unknown-subscription')
    const subject = `subscription:${subscriptionId}`
    await append(tx, [{ kind: 'subscription.ended', subject, body: { by: by.id } }])
  })
}
