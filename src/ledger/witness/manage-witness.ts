import { type Database, inTransaction } from '#base/index.ts'
import { append } from '../append-entry.ts'
import { ledgerError } from '../ledger.errors.ts'
import { readVerifierKey } from '../note/note.rules.ts'
import { endWitness, saveWitness } from './witness.store.ts'

/** Adds a witness by its address and the key that its people handed over. @throws ledger.not-a-witness-key @returns its id */
export async function addWitness(
  database: Database,
  { url, key }: { url: string; key: string },
  by: string,
): Promise<string> {
  const verifier = readVerifierKey(key)
  if (verifier?.kind !== 'cosigner' || !/^https?:\/\/\S+$/.test(url))
    throw ledgerError('ledger.not-a-witness-key')
  const { keyId: id, name } = verifier
  await inTransaction(database, async tx => {
    await saveWitness(tx, { id, name, verifier_key: key.trim(), url })
    await append(tx, [
      { kind: 'ledger.witness-added', subject: 'ledger', body: { witness: id, name, url, by } },
    ])
  })
  return id
}

/** Asks a witness no more; what it signed stays. @throws ledger.no-witness */
export async function dropWitness(database: Database, id: string, by: string): Promise<void> {
  await inTransaction(database, async tx => {
    if (!(await endWitness(tx, id, new Date()))) throw ledgerError('ledger.no-witness', { witness: id })
    await append(tx, [{ kind: 'ledger.witness-ended', subject: 'ledger', body: { witness: id, by } }])
  })
}
