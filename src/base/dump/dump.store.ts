import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import {
  type DumpPartition,
  type DumpSequence,
  type DumpTable,
  isPartitionBound,
  orderByReferences,
  quoteName,
  type Reference,
} from './dump.rules.ts'

// What belongs to the structure: made by migrations, not by use. `regclass` columns hold numbers of one database only.
const structure = ['base.migration', 'base.history', 'base.monthly', 'pgboss.version']

const schemas = `n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'public')`

// Text of values must not hang on the settings of a server or a session.
const settings = `
  set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
  set local bytea_output = 'hex'; set local extra_float_digits = 1; set local statement_timeout = 0;
  set local lock_timeout = 0; set local idle_in_transaction_session_timeout = 0`

/** How a connection is used for a dump: reading one moment of a database in use, or keeping writers off, or loading. */
export type DumpMode = 'read' | 'hold' | 'load'

const begins: Record<DumpMode, string> = {
  read: 'begin transaction isolation level repeatable read, read only',
  hold: 'begin transaction isolation level read committed',
  load: 'begin transaction isolation level read committed',
}

/**
 * Runs work in one transaction on a connection of its own: it commits when the work resolves, else nothing of it is left.
 * A held one lets nobody write to any table until it ends.
 */
export async function inDump<T>(
  connection: pg.ClientConfig,
  mode: DumpMode,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionTimeoutMillis: 10_000, keepAlive: true, ...connection })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query(begins[mode])
    await client.query(settings)
    if (mode === 'hold') await holdWriters(client)
    const done = await work(client)
    await client.query('commit')
    return done
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function holdWriters(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ schema: string; name: string }>(`
    select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and ${schemas} order by 1, 2`)
  const names = rows.map(row => `${quoteName(row.schema)}.${quoteName(row.name)}`)
  if (names.length > 0) await client.query(`lock table ${names.join(', ')} in share mode`)
}

/** All tables with content, each after those it refers to. Partitions are part of their parent. */
export async function listDumpTables(client: pg.ClientBase): Promise<DumpTable[]> {
  const tables = await client.query<Omit<DumpTable, 'title'>>(`
    select n.nspname as schema, c.relname as name,
           array(select a.attname::text from pg_attribute a
                  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                  order by a.attname collate "C") as columns,
           coalesce((select json_agg(json_build_object('name', a.attname, 'collatable', a.attcollation <> 0)
                              order by array_position(i.indkey::int2[], a.attnum))
                       from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
                      where i.indrelid = c.oid and i.indisprimary), '[]') as key
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and ${schemas}
       and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`)
  const references = await client.query<Reference>(`
    select distinct f.relnamespace::regnamespace::text || '.' || f.relname as "from",
           t.relnamespace::regnamespace::text || '.' || t.relname as "to"
      from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
     where k.contype = 'f' and k.conparentid = 0`)
  const titled = tables.rows
    .map(row => ({ ...row, title: `${row.schema}.${row.name}` }))
    .filter(table => !structure.includes(table.title))
  return orderByReferences(titled, references.rows)
}

const nameOf = (table: Pick<DumpTable, 'schema' | 'name'>) =>
  `${quoteName(table.schema)}.${quoteName(table.name)}`

// In byte order, because two servers may order the same text differently.
function orderOf(table: DumpTable): string {
  if (table.key.length === 0) return 't::text collate "C"'
  return table.key.map(one => quoteName(one.name) + (one.collatable ? ' collate "C"' : '')).join(', ')
}

/** The rows of a table as text, in an order that is the same on every server; `rowCount` is known at its end. */
export function readTable(client: pg.Client, table: DumpTable, columns: readonly string[] = table.columns) {
  const list = columns.map(quoteName).join(', ')
  return client.query(
    copyTo(`copy (select ${list} from ${nameOf(table)} t order by ${orderOf(table)}) to stdout`, {
      highWaterMark: 1 << 18,
    }),
  )
}

/** Takes rows as `readTable` writes them. Rules, keys and triggers of the table hold. */
export function fillTable(client: pg.Client, table: DumpTable, columns: readonly string[]) {
  return client.query(copyFrom(`copy ${nameOf(table)} (${columns.map(quoteName).join(', ')}) from stdin`))
}

/** Empties a table, if it has rows: what migrations themselves put there. */
export async function emptyTable(client: pg.ClientBase, table: DumpTable): Promise<void> {
  await client.query(`delete from ${nameOf(table)}`)
}

/** How many rows each table has. */
export async function countRows(
  client: pg.ClientBase,
  tables: readonly DumpTable[],
): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const table of tables) {
    const { rows } = await client.query<{ count: string }>(`select count(*) from ${nameOf(table)}`)
    counts.set(table.title, Number(rows[0]!.count))
  }
  return counts
}

/** All partitions with their bounds. */
export async function listPartitions(client: pg.ClientBase): Promise<DumpPartition[]> {
  const { rows } = await client.query<DumpPartition>(`
    select p.relnamespace::regnamespace::text || '.' || p.relname as parent, n.nspname as schema, c.relname as name,
           pg_get_expr(c.relpartbound, c.oid) as bound
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_inherits i on i.inhrelid = c.oid join pg_class p on p.oid = i.inhparent
     where c.relispartition and c.relkind = 'r' and ${schemas} order by 1, 2, 3`)
  return rows
}

/** Makes a partition that is missing, with the rights that partitions of its table have. */
export async function makePartition(
  client: pg.ClientBase,
  parent: DumpTable,
  partition: DumpPartition,
): Promise<void> {
  if (!isPartitionBound(partition.bound)) throw new Error(`not the bound of a partition: ${partition.bound}`)
  const child = `${quoteName(parent.schema)}.${quoteName(partition.name)}`
  const { rows } = await client.query('select to_regclass($1) is not null as there', [child])
  if (rows[0].there) return
  await client.query(`create table ${child} partition of ${nameOf(parent)} ${partition.bound}`)
  const ready =
    'select base.ready_partition($1::regclass, $2::regclass) from base.monthly where relation = $1::regclass'
  await client.query(ready, [nameOf(parent), child])
}

/** Where each sequence stands. */
export async function listSequences(client: pg.ClientBase): Promise<DumpSequence[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(`
    select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'S' and ${schemas} order by 1, 2`)
  const sequences: DumpSequence[] = []
  for (const row of rows) {
    const found = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${nameOf(row)}`,
    )
    sequences.push({ title: `${row.schema}.${row.name}`, ...found.rows[0]! })
  }
  return sequences
}

/** Puts sequences where they stood; those that this structure has not are left out. */
export async function setSequences(client: pg.ClientBase, sequences: readonly DumpSequence[]): Promise<void> {
  const mine = new Set((await listSequences(client)).map(one => one.title))
  for (const { title, value, called } of sequences.filter(one => mine.has(one.title))) {
    const [schema, name] = title.split('.')
    await client.query('select setval($1::regclass, $2::bigint, $3)', [
      nameOf({ schema: schema!, name: name! }),
      value,
      called,
    ])
  }
}

/** A name by which other transactions can look at the same moment. */
export async function exportSnapshot(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ name: string }>('select pg_export_snapshot() as name')
  return rows[0]!.name
}

/** Fresh figures for the planner: a loaded table has none. */
export async function analyse(connection: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(connection)
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('analyze')
  } finally {
    await client.end().catch(() => undefined)
  }
}
