import { open, readFile } from 'node:fs/promises'
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { operationsError } from '../operations.errors.ts'
import { backupError } from './backup.errors.ts'

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** What opens archives: a key file, a passphrase, or both to be tried. */
export interface OpeningKeys {
  keyFile?: string | undefined
  passphrase?: string | undefined
}

/** What archives are closed with: recipients (separated by commas), else a passphrase. */
export interface ClosingKeys {
  recipients?: string | undefined
  passphrase?: string | undefined
}

/**
 * What encrypts an archive: age (age-encryption.org), so that the archive can be opened with tools that are not ours.
 * @throws operations.backup-key-missing, operations.backup-key-invalid
 */
export function encrypterOf({ recipients, passphrase }: ClosingKeys): Encrypter {
  const encrypter = new Encrypter()
  const named = (recipients ?? '').split(',').map(one => one.trim())
  try {
    for (const recipient of named.filter(one => one !== '')) encrypter.addRecipient(recipient)
  } catch (error) {
    throw backupError('operations.backup-key-invalid', { reason: reasonOf(error) })
  }
  if (named.some(one => one !== '')) return encrypter
  if (!passphrase) throw backupError('operations.backup-key-missing')
  encrypter.setPassphrase(passphrase)
  return encrypter
}

/**
 * What opens an archive.
 * @throws operations.backup-key-missing, operations.backup-key-invalid, operations.file-unreadable
 */
export async function decrypterOf({ keyFile, passphrase }: OpeningKeys): Promise<Decrypter> {
  const decrypter = new Decrypter()
  if (!keyFile && !passphrase) throw backupError('operations.backup-key-missing')
  if (passphrase) decrypter.addPassphrase(passphrase)
  if (!keyFile) return decrypter
  const text = await readFile(keyFile, 'utf8').catch(error => {
    throw operationsError('operations.file-unreadable', { file: keyFile, reason: reasonOf(error) })
  })
  const lines = text.split(/\r?\n/).map(line => line.trim())
  const identities = lines.filter(line => line !== '' && !line.startsWith('#'))
  try {
    if (identities.length === 0) throw new Error(`${keyFile} holds no key`)
    for (const identity of identities) decrypter.addIdentity(identity)
  } catch (error) {
    throw backupError('operations.backup-key-invalid', { reason: reasonOf(error) })
  }
  return decrypter
}

/**
 * Writes a new key file for the owner alone; one that is there is never written over.
 * @returns the recipient: what archives are made for, no secret.
 * @throws operations.file-unwritable
 */
export async function makeKey(file: string): Promise<string> {
  const identity = await generateX25519Identity()
  const recipient = await identityToRecipient(identity)
  try {
    await using handle = await open(file, 'wx', 0o600)
    await handle.writeFile(`# public key: ${recipient}\n${identity}\n`)
    await handle.sync()
  } catch (error) {
    throw operationsError('operations.file-unwritable', { file, reason: reasonOf(error) })
  }
  return recipient
}
