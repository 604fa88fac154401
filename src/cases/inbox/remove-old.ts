import type { Database } from '#base/index.ts'
import { endOldContacts } from './contact.store.ts'
import { deleteDeliveries } from './delivery.store.ts'
import { deleteMessages } from './inbox.store.ts'
import { lowestIdAt } from './message-id.rules.ts'

const day = 86_400_000
const atOnce = 5000
/** Days that messages are kept, that a citizen can still be told of a closed case, and that it is known what was sent. */
const kept = { messages: 90, contacts: 90, deliveries: 400 }

/** Removes messages, addresses and deliveries that are no longer needed, in small batches. */
export async function removeOld(database: Database, signal?: AbortSignal): Promise<void> {
  const ago = (days: number) => new Date(Date.now() - days * day)
  const steps = [
    () => deleteMessages(database, lowestIdAt(ago(kept.messages)), atOnce),
    () => endOldContacts(database, ago(kept.contacts), atOnce),
    () => deleteDeliveries(database, lowestIdAt(ago(kept.deliveries)), atOnce),
  ]
  for (const step of steps) while (!signal?.aborted) if ((await step()) < atOnce) break
}
