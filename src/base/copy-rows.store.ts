import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import { clientOf, type Transaction } from './database.ts'

/** A row by its columns: jsonb as an object or as JSON text, bytea as `\x` hex, a moment in ISO form. */
export type CopiedRow = Readonly<Record<string, unknown>>

const special = /[\\\n\r\t]/
const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function copied(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return special.test(text) ? text.replace(/[\\\n\r\t]/g, one => escapes[one]!) : text
}

/** Rows in the text format of COPY. Columns are those of the first row; what a later row leaves out is null. */
export function copyText(rows: readonly CopiedRow[]): string {
  const columns = Object.keys(rows[0] ?? {})
  let text = ''
  for (const row of rows) {
    for (const [place, column] of columns.entries()) text += (place === 0 ? '' : '\t') + copied(row[column])
    text += '\n'
  }
  return text
}

/**
 * Writes many rows at once: PostgreSQL reads neither JSON nor plans, and writes pages instead of rows.
 * @param table with its schema, as the room's store names it. @throws what an insert of them would.
 */
export async function copyRows(tx: Transaction, table: string, rows: readonly CopiedRow[]): Promise<void> {
  if (rows.length === 0) return
  const columns = Object.keys(rows[0]!)
  const stream = clientOf(tx).query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`))
  await pipeline([Buffer.from(copyText(rows))], stream)
}
