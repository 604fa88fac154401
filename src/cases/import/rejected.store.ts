import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import { sealedWithin } from '../sealed-words.ts'
import type { Rejected } from './reasons.rules.ts'

/** Keeps rejected rows; one that is there already stays as it is. */
export async function insertRejected(
  tx: Transaction,
  importId: string,
  rejected: readonly Rejected[],
): Promise<void> {
  if (rejected.length === 0) return
  const rows = JSON.stringify(rejected.map(one => ({ ...one, cells: sealedWithin(one.cells) })))
  await sql`
    insert into cases.import_rejected (import_id, row_number, reasons, cells)
    select ${importId}::uuid, row, reasons, cells
      from json_to_recordset(${rows}::json) as given (row integer, reasons jsonb, cells jsonb)
    on conflict do nothing`.execute(tx)
}

const pageRows = 500

/** Rejected rows in the order of the file, page by page. */
export async function* selectRejected(handle: Handle, importId: string): AsyncGenerator<Rejected[]> {
  let after = 0
  for (;;) {
    const { rows } = await sql<Rejected>`
      select row_number as row, reasons, cells from cases.import_rejected
       where import_id = ${importId} and row_number > ${after}
       order by row_number limit ${pageRows}`.execute(handle)
    if (rows.length > 0) yield rows
    if (rows.length < pageRows) return
    after = rows.at(-1)!.row
  }
}

/** Erases the rejected rows of an import. */
export async function deleteRejected(handle: Handle, importId: string): Promise<void> {
  await sql`delete from cases.import_rejected where import_id = ${importId}`.execute(handle)
}
