import { sql } from 'kysely'
import type { Handle, Transaction } from '../database.ts'
import { isCode } from '../errors.ts'
import { isSealed, openStored, openStoredBytes, sealBytes, sealedWith, sealJson, sealText } from './seal.ts'
import type { SealedColumn } from './sealed-column.ts'

/** How far the sealing of a column has come. */
export interface Sealing {
  keyId: string
  relation: string
  column: string
  lookedAt: number
  sealed: number
  finishedAt: Date | null
}

/** For messages: a column with its table. */
export const columnName = ({ table, column }: SealedColumn): string => `${table}.${column}`

/** How far all columns have come. */
export async function selectSealing(handle: Handle): Promise<Sealing[]> {
  const { rows } = await sql<Sealing>`
    select key_id as "keyId", relation, column_name as "column", looked_at as "lookedAt", sealed, finished_at as "finishedAt"
      from base.sealing order by relation, column_name`.execute(handle)
  return rows
}

// In hex: a sealed value must come as it lies there, not opened where results are read.
const rawOf = ({ column, kind }: SealedColumn) =>
  kind === 'bytes'
    ? sql`encode(${sql.ref(column)}, 'hex')`
    : sql`encode(convert_to(${sql.ref(column)}::text, 'UTF8'), 'hex')`

const empty: Record<SealedColumn['kind'], readonly string[]> = { text: [''], json: ['{}', '[]'], bytes: [] }

/**
 * What stands there instead: sealed with the key in use. Undefined when it is so already, or cannot be opened: that is for
 * an examination to say.
 */
function sealedAnew(kind: SealedColumn['kind'], raw: Buffer, keyId: string): string | undefined {
  if (kind === 'bytes') {
    if (sealedWith(raw) === keyId) return undefined
    const plain = openStoredBytes(raw)
    return plain === raw && sealedWith(raw) ? undefined : sealBytes(plain).toString('hex')
  }
  const text = raw.toString('utf8')
  // What is empty tells nothing, and rooms may leave it open.
  if (empty[kind].includes(text)) return undefined
  const stored: unknown = kind === 'json' ? JSON.parse(text) : text
  const looks = typeof stored === 'string' && isSealed(stored)
  if (looks && sealedWith(stored) === keyId) return undefined
  const plain = typeof stored === 'string' ? openStored(stored) : stored
  if (looks && plain === stored) return undefined
  return kind === 'json' ? sealJson(plain) : sealText(String(plain))
}

// One damaged value must not hold up all that come after it; who reads it is told.
function orAsItLies(work: () => string | undefined): string | undefined {
  try {
    return work()
  } catch (error) {
    if (isCode(error, 'base.sealed-damaged')) return undefined
    throw error
  }
}

const restored = (kind: SealedColumn['kind']) =>
  ({
    text: sql`given.value`,
    json: sql`to_jsonb(given.value)`,
    bytes: sql`decode(given.value, 'hex')`,
  })[kind]

async function typesOf(tx: Transaction, { table, key }: SealedColumn): Promise<string[]> {
  const { rows } = await sql<{ name: string; type: string }>`
    select attname::text as name, format_type(atttypid, atttypmod) as type
      from pg_attribute where attrelid = ${table}::regclass and attnum > 0`.execute(tx)
  return key.map(name => rows.find(row => row.name === name)!.type)
}

interface Batch {
  rows: { key: string[]; raw: string }[]
  types: string[]
}

async function readBatch(
  tx: Transaction,
  column: SealedColumn,
  after: { cursor: string[] | null; limit: number },
): Promise<Batch> {
  const types = await typesOf(tx, column)
  const keys = sql.join(column.key.map(name => sql.ref(name)))
  const cursor = after.cursor?.map((value, place) => sql`${value}::${sql.raw(types[place]!)}`)
  const { rows } = await sql<{ key: string[]; raw: string }>`
    select array[${sql.join(column.key.map(name => sql`${sql.ref(name)}::text`))}] as key, ${rawOf(column)} as raw
      from ${sql.table(column.table)}
     where ${sql.ref(column.column)} is not null ${cursor ? sql`and (${keys}) > (${sql.join(cursor)})` : sql``}
     order by ${keys} limit ${after.limit} for update`.execute(tx)
  return { rows, types }
}

async function writeBatch(
  tx: Transaction,
  column: SealedColumn,
  { types, changed }: { types: string[]; changed: { key: string[]; value: string }[] },
): Promise<void> {
  const given = JSON.stringify(changed)
  const same = column.key.map(
    (name, place) =>
      sql`target.${sql.ref(name)} = (given.key ->> ${sql.lit(place)})::${sql.raw(types[place]!)}`,
  )
  await sql`
    update ${sql.table(column.table)} as target set ${sql.ref(column.column)} = ${restored(column.kind)}
      from jsonb_to_recordset(${given}::jsonb) as given (key jsonb, value text)
     where ${sql.join(same, sql` and `)}`.execute(tx)
}

/**
 * Seals the next rows of a column that are not sealed with this key, and keeps how far it came: a kill loses nothing, and
 * several processes take turns.
 * @returns the rows looked at; 0 when the column was finished before.
 */
export async function sealNext(
  tx: Transaction,
  column: SealedColumn,
  { keyId, limit }: { keyId: string; limit: number },
): Promise<number> {
  const { table, column: name, kind } = column
  await sql`
    insert into base.sealing (key_id, relation, column_name) values (${keyId}, ${table}, ${name})
    on conflict (relation, column_name) do update
      set key_id = excluded.key_id, cursor = null, looked_at = 0, sealed = 0, finished_at = null, updated_at = now()
      where base.sealing.key_id <> excluded.key_id`.execute(tx)
  const { rows: states } = await sql<{ cursor: string[] | null; finished: boolean }>`
    select cursor, finished_at is not null as finished from base.sealing
     where relation = ${table} and column_name = ${name} for update`.execute(tx)
  const state = states[0]!
  if (state.finished) return 0
  const { rows, types } = await readBatch(tx, column, { cursor: state.cursor, limit })
  const changed = rows.flatMap(({ key, raw }) => {
    const value = orAsItLies(() => sealedAnew(kind, Buffer.from(raw, 'hex'), keyId))
    return value === undefined ? [] : [{ key, value }]
  })
  if (changed.length > 0) await writeBatch(tx, column, { types, changed })
  const last = rows.at(-1)?.key ?? state.cursor
  await sql`
    update base.sealing set cursor = ${last === null ? null : JSON.stringify(last)}::jsonb, looked_at = looked_at + ${rows.length},
           sealed = sealed + ${changed.length}, updated_at = now(),
           finished_at = case when ${rows.length < limit} then now() end
     where relation = ${table} and column_name = ${name}`.execute(tx)
  return rows.length
}

// As `sealedAnew`: what is empty is not counted.
const isPlain = ({ column, kind }: SealedColumn) =>
  ({
    text: sql<boolean>`left(${sql.ref(column)}, 9) not in ('sealed:1:', '')`,
    json: sql<boolean>`left(coalesce(${sql.ref(column)} #>> '{}', ''), 9) not in ('sealed:j:', '{}', '[]')`,
    bytes: sql<boolean>`substring(${sql.ref(column)} from 1 for 8) <> 'sealed:b'::bytea`,
  })[kind]

/** How many of the newest rows of a column are not sealed; of all rows without a limit. */
export async function countPlain(handle: Handle, column: SealedColumn, newest?: number): Promise<number> {
  const order = sql.join(column.key.map(name => sql`${sql.ref(name)} desc`))
  const limit = newest === undefined ? sql`` : sql`order by ${order} limit ${newest}`
  const { rows } = await sql<{ plain: number }>`
    select count(*) filter (where ${isPlain(column)}) as plain
      from (select ${sql.ref(column.column)} from ${sql.table(column.table)}
             where ${sql.ref(column.column)} is not null ${limit}) as newest`.execute(handle)
  return rows[0]!.plain
}
