import { randomBytes } from 'node:crypto'
import type { Database, Transaction } from '../database.ts'
import { inTransaction } from '../database.ts'
import type { CipherName } from './ciphers.ts'
import {
  type DataKeyRow,
  insertDataKey,
  lockDataKeys,
  retireContentKeys,
  selectDataKeys,
  updateWrapped,
} from './data-key.store.ts'
import { makeKeyFile, readKeyFile } from './key-file.ts'
import type { DataKey, KeyRing } from './key-ring.ts'
import { type KmsPlace, kmsMaster } from './kms-key.ts'
import type { MasterKey } from './master-key.ts'
import { vaultError } from './vault.errors.ts'

/** Where the master key is, and what new data keys are for. */
export interface VaultPlace {
  keyFile: string
  kms: KmsPlace | undefined
  cipher: CipherName
}

/**
 * The master key that wrapped something.
 * @throws base.master-key-missing, base.master-key-invalid, base.kms-not-configured
 */
async function masterOf(place: VaultPlace, wrapped: string): Promise<MasterKey> {
  if (wrapped.startsWith('kms:')) {
    if (place.kms) return kmsMaster(place.kms)
    throw vaultError('base.kms-not-configured', { master: wrapped.split(':').slice(0, 2).join(':') })
  }
  const master = await readKeyFile(place.keyFile)
  if (master) return master
  throw vaultError('base.master-key-missing', { file: place.keyFile })
}

/**
 * Opens data keys from their wrapping; those that are known already are not asked for again.
 * @throws what `masterOf` does, base.master-key-wrong, base.kms-unreachable, base.kms-refused
 */
export async function unwrapKeys(
  place: VaultPlace,
  rows: readonly DataKeyRow[],
  known: readonly DataKey[] = [],
): Promise<KeyRing> {
  const keys: DataKey[] = []
  for (const row of rows) {
    const there = known.find(key => key.id === row.id)
    const { id, purpose, cipher } = row
    const secret = there?.secret ?? (await (await masterOf(place, row.wrapped)).unwrap(row.wrapped, row))
    keys.push({ id, purpose, cipher, secret, inUseFrom: row.in_use_from })
  }
  return { keys }
}

interface Making {
  master: MasterKey
  purpose: DataKey['purpose']
  cipher: CipherName
  delaySeconds: number
}

async function makeDataKey(
  tx: Transaction,
  { master, purpose, cipher, delaySeconds }: Making,
): Promise<string> {
  const facts = { id: randomBytes(4).toString('hex'), purpose, cipher }
  const wrapped = await master.wrap(randomBytes(32), facts)
  await insertDataKey(tx, { ...facts, wrapped }, delaySeconds)
  return facts.id
}

async function firstMaster(place: VaultPlace, said: (file: string) => void): Promise<MasterKey> {
  if (place.kms) return kmsMaster(place.kms)
  if (await makeKeyFile(place.keyFile)) said(place.keyFile)
  return (await readKeyFile(place.keyFile))!
}

/** The data keys of a database, made at the first start, and the master key's file with them. */
export async function ensureDataKeys(
  database: Database,
  place: VaultPlace,
  said: (file: string) => void,
): Promise<DataKeyRow[]> {
  const there = await selectDataKeys(database)
  if (there.length > 0) return there
  return await inTransaction(database, async tx => {
    await lockDataKeys(tx)
    if ((await selectDataKeys(tx)).length === 0) {
      const making = { master: await firstMaster(place, said), cipher: place.cipher, delaySeconds: 0 }
      await makeDataKey(tx, { ...making, purpose: 'content' })
      await makeDataKey(tx, { ...making, purpose: 'look-up' })
    }
    return await selectDataKeys(tx)
  })
}

/**
 * How long before it is used a new key is there: three times as long as a process goes without looking for one, so that none
 * meets content that it cannot open.
 */
export const announcedSeconds = 15

/** Puts on record what was done to which keys, in the same transaction. */
export type RecordKeys = (tx: Transaction, ids: readonly string[]) => Promise<void>
const unrecorded: RecordKeys = async () => undefined

/** Makes a new content key; the ones before it are retired and stay readable. @returns its id. */
export async function rotateDataKey(
  database: Database,
  place: VaultPlace,
  record = unrecorded,
): Promise<string> {
  return await inTransaction(database, async tx => {
    await lockDataKeys(tx)
    const rows = await selectDataKeys(tx)
    const newest = rows.findLast(row => row.purpose === 'content')
    if (!newest) throw vaultError('base.no-keys')
    const master = await masterOf(place, newest.wrapped)
    // Proves the master key before something new hangs on it.
    await master.unwrap(newest.wrapped, newest)
    const { cipher } = place
    const id = await makeDataKey(tx, { master, purpose: 'content', cipher, delaySeconds: announcedSeconds })
    await retireContentKeys(tx, id)
    await record(tx, [id])
    return id
  })
}

/** Wraps all data keys anew, all or none; nothing that was sealed is touched. @returns how many. */
export async function rewrapDataKeys(
  database: Database,
  { from, to }: { from: VaultPlace; to: MasterKey },
  record = unrecorded,
): Promise<number> {
  return await inTransaction(database, async tx => {
    await lockDataKeys(tx)
    const rows = await selectDataKeys(tx)
    for (const row of rows) {
      const secret = await (await masterOf(from, row.wrapped)).unwrap(row.wrapped, row)
      const wrapped = await to.wrap(secret, row)
      if (!secret.equals(await to.unwrap(wrapped, row)))
        throw vaultError('base.master-key-wrong', { master: to.name })
      await updateWrapped(tx, row.id, wrapped)
    }
    await record(
      tx,
      rows.map(row => row.id),
    )
    return rows.length
  })
}
