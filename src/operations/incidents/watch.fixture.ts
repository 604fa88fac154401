import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { inTransaction, uuidv7 } from '#base/index.ts'
import { append, createLog, type Entry } from '#ledger/index.ts'
import { testDatabase } from '../../../test/test-database.ts'
import type { IncidentQuery } from './incident.contract.ts'
import { lookAtLedger } from './look-at-ledger.ts'
import { listIncidents } from './read-incident.ts'

/** An id of an entry as if it had been made at a moment. */
export function idAt(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}${uuidv7().slice(13)}`
}

/** A ledger with its log, and the watch over it. By its clock it is never night unless a test says so. */
export async function watched(t: TestContext) {
  const base = await testDatabase(t)
  const { database } = base
  const folder = await mkdtemp(join(tmpdir(), 'chengshu-incidents-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const log = createLog({ database, dataFolder: folder, origin: 'city.example/ledger' })
  const write = async (entries: readonly Entry[], at?: Date) => {
    const dated = at ? entries.map(one => ({ ...one, id: idAt(at) })) : entries
    await inTransaction(database, tx => append(tx, dated))
  }
  const look = async (now = new Date(), isNight = (_: Date) => false) => {
    await log.sequence()
    return await lookAtLedger({ database, isNight }, now)
  }
  const list = async (query: IncidentQuery = {}) => (await listIncidents(database, query)).items
  return { ...base, folder, log, write, look, list }
}

/** So many looks at a contact by an account. */
export const looks = (by: string, count: number): Entry[] =>
  Array.from({ length: count }, (_, place) => ({
    kind: 'contact.looked',
    subject: `case:${place}`,
    body: { look: uuidv7(), by, purpose: 'call-back' },
  }))
