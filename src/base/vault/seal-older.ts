import { setTimeout as pause } from 'node:timers/promises'
import { type Database, inTransaction } from '../database.ts'
import { sealingKey } from './key-ring.ts'
import type { SealedColumn } from './sealed-column.ts'
import { columnName, sealNext } from './sealed-rows.store.ts'

/** Rows of one transaction: short enough that nobody waits for it. */
const batch = 200
/** Between two batches, so that people's own work comes first. */
const restMilliseconds = 20
const toldEvery = 100_000

/**
 * Seals what was written before this release, or with a key that has since been retired, row by row in the order of the
 * primary key. It goes on where the last one stopped, also after a kill; a column that is done is not looked at again until
 * a new key is in use. Resolves when all is done or the signal aborts.
 */
export async function sealOlder(
  database: Database,
  columns: readonly SealedColumn[],
  { signal, tell }: { signal: AbortSignal; tell(line: string): void },
): Promise<void> {
  const keyId = sealingKey().id.toString('hex')
  const failures: unknown[] = []
  for (const column of columns) {
    if (column.unchanged) continue
    // What stands in the way of one column must not leave all after it open.
    await sealColumn(database, column, { keyId, signal, tell }).catch(error => void failures.push(error))
  }
  if (failures.length > 0) throw failures[0]
}

interface Sealing {
  keyId: string
  signal: AbortSignal
  tell(line: string): void
}

async function sealColumn(
  database: Database,
  column: SealedColumn,
  { keyId, signal, tell }: Sealing,
): Promise<void> {
  let looked = 0
  while (!signal.aborted) {
    const rows = await inTransaction(database, tx => sealNext(tx, column, { keyId, limit: batch }))
    const before = looked
    looked += rows
    if (Math.floor(looked / toldEvery) > Math.floor(before / toldEvery))
      tell(`sealing ${columnName(column)}: ${looked} rows looked at`)
    if (rows < batch) break
    await pause(restMilliseconds, undefined, { signal, ref: false }).catch(() => undefined)
  }
  if (looked > 0 && !signal.aborted) tell(`sealed ${columnName(column)}: ${looked} rows looked at`)
}
