import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { Handle, Transaction } from '#base/index.ts'
import { keyIdOf, type Verifier } from './note.rules.ts'
import { insertSigningKey, type SigningKeyRow, selectSigningKeys } from './signing-key.store.ts'

/** A key of the log that signs. */
export interface SigningKey {
  name: string
  keyId: string
  privateKey: KeyObject
}

/** Makes a key of the log under a name and keeps it. */
export async function makeSigningKey(tx: Transaction, name: string): Promise<SigningKey> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  const keyId = keyIdOf(name, 'log', raw)
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  await insertSigningKey(tx, { id: keyId, name, public_key: raw, private_key: pem })
  return { name, keyId, privateKey }
}

function verifierOf(row: SigningKeyRow): Verifier {
  return { name: row.name, keyId: row.id, kind: 'log', publicKey: row.public_key }
}

/** The keys by which heads of the log are believed: those that sign and those that did. */
export async function logVerifiers(handle: Handle): Promise<(Verifier & { endedAt: Date | null })[]> {
  const rows = await selectSigningKeys(handle)
  return rows.map(row => ({ ...verifierOf(row), endedAt: row.ended_at }))
}

// Reading PEM takes longer than signing; a private key never changes.
const read = new Map<string, KeyObject>()

/** The keys that sign the heads of an origin now; several while one takes over from another. The first is made when there is none. */
export async function signingKeys(tx: Transaction, name: string): Promise<SigningKey[]> {
  const rows = (await selectSigningKeys(tx)).filter(row => row.name === name && row.ended_at === null)
  if (rows.length === 0) return [await makeSigningKey(tx, name)]
  return rows.map(row => {
    const privateKey = read.get(row.private_key) ?? createPrivateKey(row.private_key)
    read.set(row.private_key, privateKey)
    return { name, keyId: row.id, privateKey }
  })
}
