import { type Database, inTransaction } from '#base/index.ts'
import { append } from '../append-entry.ts'
import { ledgerError } from '../ledger.errors.ts'
import { selectHead } from '../log/log.store.ts'
import { endSigningKey, selectSigningKeys } from './signing-key.store.ts'
import { makeSigningKey } from './signing-keys.ts'

/** Adds a key that signs beside the present ones, so that readers learn it before those end. @returns its id */
export async function addSigningKey(database: Database, by: string): Promise<string> {
  return await inTransaction(database, async tx => {
    const head = await selectHead(tx)
    if (!head) throw ledgerError('ledger.no-size', { size: 0 })
    const { keyId } = await makeSigningKey(tx, head.origin)
    await append(tx, [{ kind: 'ledger.key-added', subject: 'ledger', body: { key: keyId, by } }])
    return keyId
  })
}

/** Ends a key: it signs no more. @throws ledger.last-key when no other would be left, or there is no such key */
export async function endKey(database: Database, keyId: string, by: string): Promise<void> {
  await inTransaction(database, async tx => {
    const head = await selectHead(tx)
    const signing = (await selectSigningKeys(tx)).filter(
      key => key.ended_at === null && key.name === head?.origin,
    )
    if (!signing.some(key => key.id === keyId) || signing.length < 2)
      throw ledgerError('ledger.last-key', { key: keyId })
    await endSigningKey(tx, keyId, new Date())
    await append(tx, [{ kind: 'ledger.key-ended', subject: 'ledger', body: { key: keyId, by } }])
  })
}
