import type { Report } from '../connections.ts'
import { type Database, openDatabase } from '../database.ts'
import { keepDoing } from '../keep-doing.ts'
import type { ReachedDatabase } from '../reach-database.ts'
import { selectDataKeys } from './data-key.store.ts'
import { ensureDataKeys, unwrapKeys, type VaultPlace } from './data-keys.ts'
import { heldKeys, loadKeys } from './key-ring.ts'

/** How often a process looks for keys that another one made. */
const everyMilliseconds = 5000

const advice = (file: string) => [
  `A master key was made: ${file}. What people write is sealed with it in the database.`,
  'Keep a copy of this file where this machine cannot lose it: without it nothing sealed can be read. docs/keys.md',
]

async function learnKeys(database: Database, place: VaultPlace): Promise<void> {
  const rows = await selectDataKeys(database)
  const { keys } = heldKeys()
  const known = new Set(keys.map(key => key.id))
  if (rows.every(row => known.has(row.id))) return
  loadKeys(await unwrapKeys(place, rows, keys))
}

/**
 * Opens the vault of a migrated database: makes the keys at the first start, loads them, and goes on learning those that
 * are made by others until the database is let go of. What cannot be opened ends the start.
 * @throws base.master-key-missing, base.master-key-wrong, base.master-key-invalid, base.kms-not-configured,
 *   base.kms-unreachable, base.kms-refused
 */
export async function openVault(
  reached: ReachedDatabase,
  place: VaultPlace,
  report: Report,
): Promise<ReachedDatabase> {
  const database = openDatabase({ ...reached.connections.application, max: 1 }, () => undefined)
  try {
    const rows = await ensureDataKeys(database, place, file => advice(file).forEach(report))
    loadKeys(await unwrapKeys(place, rows))
  } catch (error) {
    await database.destroy()
    throw error
  }
  let told = ''
  const stopLearning = keepDoing({
    everyMilliseconds,
    work: async () => {
      await learnKeys(database, place)
      told = ''
    },
    // A database that is away is told of by everybody else; a key that does not open, once and not every five seconds.
    warn: ({ message }) => {
      if (message !== told && /^base\./.test(message)) report(message)
      told = message
    },
  })
  return {
    ...reached,
    stop: async () => {
      await stopLearning()
      await database.destroy()
      await reached.stop()
    },
  }
}
