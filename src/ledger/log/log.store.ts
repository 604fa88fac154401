import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { LedgerTables } from '../ledger.tables.ts'
import { type TileKey, tileName } from '../merkle/tile.rules.ts'

/** The newest head as it is kept. */
export interface HeadRow {
  origin: string
  size: number
  root: Buffer
  note: string
  made_at: Date
}

/** One sequencer at a time, over all processes. @returns false when another one is at it */
export async function claimSequencer(tx: Transaction): Promise<boolean> {
  const { rows } = await sql<{ ours: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('ledger:sequencer', 0)) as ours`.execute(tx)
  return rows[0]!.ours
}

/**
 * Gives the oldest entries that wait the next places in the log.
 * @param size how many leaves there are. @returns their hashes in order, 32 bytes each
 */
export async function sequencePending(tx: Transaction, size: number, limit: number): Promise<Buffer> {
  // By ctid: joined by its key, a table whose statistics say that it is empty was gone through once for each row.
  // One column of one row: 20,000 hashes as rows of their own took four times as long to read.
  const { rows } = await sql<{ hashes: Buffer | null }>`
    with taken as (
      delete from ledger.pending
       where ctid = any(array(select ctid from ledger.pending order by recorded_at, entry_id limit ${limit}))
      returning *
    ), numbered as (
      select taken.*, ${size}::bigint - 1 + row_number() over (order by recorded_at, entry_id) as index from taken
    ), kept as (
      insert into ledger.leaf (index, entry_id, recorded_at) select index, entry_id, recorded_at from numbered
    )
    select string_agg(leaf_hash, ''::bytea order by index) as hashes from numbered`.execute(tx)
  return rows[0]?.hashes ?? Buffer.alloc(0)
}

/** The newest head; undefined before the first. */
export async function selectHead(handle: Handle): Promise<HeadRow | undefined> {
  return await handle
    .withTables<LedgerTables>()
    .selectFrom('ledger.head')
    .select(['origin', 'size', 'root', 'note', 'made_at'])
    .executeTakeFirst()
}

/** Tiles by `tileName`; what is not there is left out. */
export async function selectTiles(handle: Handle, keys: readonly TileKey[]): Promise<Map<string, Buffer>> {
  if (keys.length === 0) return new Map()
  const { rows } = await sql<TileKey & { hashes: Buffer }>`
    select tile.level, tile.index, tile.hashes from ledger.tile as tile
      join unnest(${keys.map(key => key.level)}::smallint[], ${keys.map(key => key.index)}::bigint[])
        as asked (level, index) on tile.level = asked.level and tile.index = asked.index`.execute(handle)
  return new Map(rows.map(row => [tileName(row), row.hashes]))
}

/** Writes tiles as they are now; the database refuses one that does not continue what it holds. */
export async function saveTiles(
  tx: Transaction,
  tiles: readonly { key: TileKey; hashes: Buffer }[],
): Promise<void> {
  if (tiles.length === 0) return
  await sql`
    insert into ledger.tile (level, index, hashes)
    select * from unnest(${tiles.map(({ key }) => key.level)}::smallint[],
      ${tiles.map(({ key }) => key.index)}::bigint[],
      ${tiles.map(({ hashes }) => hashes)}::bytea[])
    on conflict (level, index) do update set hashes = excluded.hashes`.execute(tx)
}

/** Puts a head in the place of the one before. */
export async function saveHead(tx: Transaction, head: HeadRow): Promise<void> {
  await tx
    .withTables<LedgerTables>()
    .insertInto('ledger.head')
    .values(head)
    .onConflict(conflict => conflict.column('single').doUpdateSet(head))
    .execute()
}

/**
 * Keeps a head in the history of heads unless one was kept within the last minute: the tree gives the root of every size, and
 * one row each second would be three million a month.
 */
export async function keepCheckpoint(tx: Transaction, { origin, size, root, note, made_at }: HeadRow) {
  await sql`
    insert into ledger.checkpoint (origin, size, root, note, made_at)
    select ${origin}, ${size}, ${root}, ${note}, ${made_at}
     where not exists (select from ledger.checkpoint where origin = ${origin} and made_at > ${made_at}::timestamptz - interval '1 minute')
    on conflict do nothing`.execute(tx)
}

/** Heads that were kept, newest first. */
export async function selectCheckpoints(handle: Handle, limit: number) {
  return await handle
    .withTables<LedgerTables>()
    .selectFrom('ledger.checkpoint')
    .selectAll()
    .orderBy('made_at', 'desc')
    .limit(limit)
    .execute()
}

/** The place of an entry in the log; undefined while it waits or when it is not there. */
export async function selectLeaf(handle: Handle, entryId: string): Promise<number | undefined> {
  const row = await handle
    .withTables<LedgerTables>()
    .selectFrom('ledger.leaf')
    .select('index')
    .where('entry_id', '=', entryId)
    .executeTakeFirst()
  return row?.index
}

/** Whether an entry waits for its place. */
export async function isPending(handle: Handle, entryId: string): Promise<boolean> {
  const { rows } = await sql`select from ledger.pending where entry_id = ${entryId}`.execute(handle)
  return rows.length > 0
}

/** How many entries wait for their place, and since when the oldest does. */
export async function countPending(handle: Handle): Promise<{ waiting: number; since: Date | null }> {
  const { rows } = await sql<{ waiting: number; since: Date | null }>`
    select count(*) as waiting, min(recorded_at) as since from ledger.pending`.execute(handle)
  return rows[0]!
}
