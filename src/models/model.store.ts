import { type Kysely, type Selectable, sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { ModelState } from './model.contract.ts'
import type { ModelsTables } from './models.tables.ts'

type Row = Selectable<ModelsTables['models.model_version']>
/** A version without its bytes: what lists and decisions about it need. */
export type VersionRow = Omit<Row, 'bytes' | 'seen' | 'state'> & { state: ModelState }

const tables = (handle: Handle): Kysely<ModelsTables> => handle.withTables<ModelsTables>()

const facts = [
  'id',
  'task',
  'state',
  'label_count',
  'row_count',
  'metrics',
  'training',
  'trained_by',
  'trained_at',
  'approved_by',
  'approved_at',
  'retired_by',
  'retired_at',
  'note',
] as const

export interface NewVersion {
  id: string
  task: string
  state: ModelState
  bytes: Uint8Array
  seen: Uint8Array
  labelCount: number
  rowCount: number
  metrics: unknown
  training: unknown
  trainedBy: string
  note: string | null
}

/**
 * Keeps a trained model. The same rows give the same id: then the version that is there counts as trained again now, and
 * keeps its state when it is in use or waits for approval.
 */
export async function insertVersion(tx: Transaction, version: NewVersion): Promise<VersionRow> {
  const values = {
    id: version.id,
    task: version.task,
    state: version.state,
    bytes: Buffer.from(version.bytes),
    seen: Buffer.from(version.seen),
    label_count: version.labelCount,
    row_count: version.rowCount,
    metrics: JSON.stringify(version.metrics),
    training: JSON.stringify(version.training),
    trained_by: version.trainedBy,
    note: version.note,
  }
  const row = await tables(tx)
    .insertInto('models.model_version')
    .values(values)
    .onConflict(conflict =>
      conflict.column('id').doUpdateSet({
        state: sql`case when model_version.state in ('active', 'candidate') then model_version.state else excluded.state end`,
        metrics: sql`excluded.metrics`,
        training: sql`excluded.training`,
        seen: sql`excluded.seen`,
        // Whoever approved it approved the work of the first: the record must not come to say otherwise.
        trained_by: sql`case when model_version.state = 'active' then model_version.trained_by else excluded.trained_by end`,
        approved_by: sql`case when model_version.state = 'active' then model_version.approved_by end`,
        approved_at: sql`case when model_version.state = 'active' then model_version.approved_at end`,
        retired_by: sql`null`,
        retired_at: sql`null`,
        trained_at: sql`clock_timestamp()`,
        note: sql`excluded.note`,
      }),
    )
    .returning(facts)
    .executeTakeFirstOrThrow()
  return row as VersionRow
}

/** Versions of a task, or of all, newest first, without their bytes. */
export async function selectVersions(handle: Handle, task?: string): Promise<VersionRow[]> {
  const rows = await tables(handle)
    .selectFrom('models.model_version')
    .select(facts)
    .$if(task !== undefined, query => query.where('task', '=', task!))
    .orderBy('trained_at', 'desc')
    .orderBy('id')
    .limit(500)
    .execute()
  return rows as VersionRow[]
}

/** One version without its bytes. */
export async function selectVersion(handle: Handle, id: string): Promise<VersionRow | undefined> {
  const row = await tables(handle)
    .selectFrom('models.model_version')
    .select(facts)
    .where('id', '=', id)
    .executeTakeFirst()
  return row as VersionRow | undefined
}

/** The same, locked until the transaction ends: two people who decide about one version take turns. */
export async function lockVersion(tx: Transaction, id: string): Promise<VersionRow | undefined> {
  const row = await tables(tx)
    .selectFrom('models.model_version')
    .select(facts)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row as VersionRow | undefined
}

/** Takes turns with everybody who changes which version of a task is in use. */
export async function lockTask(tx: Transaction, task: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`models:${task}`}, 0))`.execute(tx)
}

/** Ids of the versions in use, by task. */
export async function selectActive(handle: Handle): Promise<Map<string, string>> {
  const rows = await tables(handle)
    .selectFrom('models.model_version')
    .select(['task', 'id'])
    .where('state', '=', 'active')
    .execute()
  return new Map(rows.map(row => [row.task, row.id]))
}

/** What is needed to run a version, and to know what it has seen. */
export async function selectBytes(
  handle: Handle,
  id: string,
): Promise<{ task: string; bytes: Buffer; seen: Buffer } | undefined> {
  return await tables(handle)
    .selectFrom('models.model_version')
    .select(['task', 'bytes', 'seen'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The version of a task that was trained last. */
export async function selectNewest(handle: Handle, task: string): Promise<string | undefined> {
  const [newest] = await tables(handle)
    .selectFrom('models.model_version')
    .select('id')
    .where('task', '=', task)
    .orderBy('trained_at', 'desc')
    .limit(1)
    .execute()
  return newest?.id
}

/** Puts a version in use. The one before must have been retired in the same transaction: only one is active. */
export async function markActive(tx: Transaction, id: string, by: string): Promise<void> {
  await tables(tx)
    .updateTable('models.model_version')
    .set({
      state: 'active',
      approved_by: by,
      approved_at: sql`clock_timestamp()`,
      retired_by: null,
      retired_at: null,
    })
    .where('id', '=', id)
    .execute()
}

/** Takes a version out of use; its bytes stay, so that decisions made with it can be looked into and one can go back. */
export async function markRetired(tx: Transaction, id: string, by: string): Promise<void> {
  await tables(tx)
    .updateTable('models.model_version')
    .set({ state: 'retired', retired_by: by, retired_at: sql`clock_timestamp()` })
    .where('id', '=', id)
    .execute()
}

/** Keeps what was said with the newest decision about a version. */
export async function writeNote(tx: Transaction, id: string, note: string): Promise<void> {
  await tables(tx).updateTable('models.model_version').set({ note }).where('id', '=', id).execute()
}
