import type { Database } from '#base/index.ts'
import { type Actor, visitor } from '#identity/index.ts'
import { adapters } from './adapters.ts'
import { exchangeError } from './exchange.errors.ts'
import type { PartnerRight } from './partner.contract.ts'
import { countCall, selectEnded } from './partner.store.ts'
import { hashPartnerKey } from './partner-key.ts'
import type { PlatformAdapter } from './platform.ts'
import { standardAdapter } from './standard-adapter.rules.ts'

/** A system outside whose key was good. */
export interface AdmittedPartner {
  id: string
  name: string
  /** In whose words orders are exchanged with it. */
  adapter: PlatformAdapter
  /** Who acts in its name: it may do what anybody may, and is named on the timeline. */
  actor: Actor
}

export interface KeyToAdmit {
  key: string | undefined
  /** Null for what any key of ours may do. */
  right: PartnerRight | null
}

/**
 * Admits the bearer of a key and counts the call.
 * @throws cases.partner-key-missing, cases.partner-key-ended, cases.partner-not-permitted, cases.partner-too-many-calls
 */
export async function admitPartner(
  database: Database,
  { key, right }: KeyToAdmit,
  now: Date = new Date(),
): Promise<AdmittedPartner> {
  if (!key) throw exchangeError('cases.partner-key-missing')
  const seconds = Math.floor(now.getTime() / 1000)
  const hash = hashPartnerKey(key)
  const row = await countCall(database, hash, now)
  if (!row) {
    const ended = await selectEnded(database, hash)
    if (!ended) throw exchangeError('cases.partner-key-missing')
    throw exchangeError('cases.partner-key-ended', { ended: ended.toISOString() })
  }
  if (row.calls > row.calls_per_minute)
    throw exchangeError('cases.partner-too-many-calls', { seconds: 60 - (seconds % 60) })
  if (right !== null && !row.rights.includes(right)) throw exchangeError('cases.partner-not-permitted')
  const id = `partner:${row.id}`
  const adapter = adapters[row.adapter] ?? standardAdapter
  return { id: row.id, name: row.name, adapter, actor: { ...visitor, id, account: id, name: row.name } }
}
