import { type Selectable, sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { CasesTables } from '../cases.tables.ts'
import type { ImportCheck, ImportMapping } from '../imports.contract.ts'
import { sealed, sealedDocument } from '../sealed-words.ts'
import type { Rejected } from './reasons.rules.ts'

/** An import as it is stored; jsonb columns with what they hold. */
export type ImportRecord = Omit<
  Selectable<CasesTables['cases.import']>,
  'format' | 'encoding' | 'headings' | 'sample' | 'mapping' | 'mapping_from' | 'check_result'
> & {
  format: 'csv' | 'jsonl' | 'xlsx'
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'
  headings: string[]
  sample: string[][]
  mapping: ImportMapping
  mapping_from: MappingFrom
  check_result: StoredCheck | null
}
/** The result of a dry run as it is kept: sentences are made when somebody reads it, in their language. */
export type StoredCheck = Omit<ImportCheck, 'rejected'> & { rejected: Rejected[] }
export type MappingFrom = 'guessed' | 'own' | 'shared' | 'chosen'

const tables = (handle: Handle) => handle.withTables<CasesTables>()

/** Keeps a new import. */
export async function insertImport(
  handle: Handle,
  given: Pick<
    ImportRecord,
    | 'id'
    | 'created_by'
    | 'created_by_name'
    | 'file_name'
    | 'bytes'
    | 'format'
    | 'encoding'
    | 'damaged'
    | 'delimiter'
    | 'row_count'
    | 'headings'
    | 'sample'
    | 'mapping'
    | 'mapping_from'
  >,
): Promise<void> {
  await tables(handle)
    .insertInto('cases.import')
    .values({
      ...given,
      file_name: sealed(given.file_name),
      headings: sealedDocument(given.headings),
      sample: sealedDocument(given.sample),
      mapping: sealedDocument(given.mapping),
    })
    .execute()
}

/** One import; somebody's own when `createdBy` is given. */
export async function selectImport(
  handle: Handle,
  id: string,
  createdBy?: string,
): Promise<ImportRecord | undefined> {
  const row = await tables(handle)
    .selectFrom('cases.import')
    .selectAll()
    .where('id', '=', id)
    .$if(createdBy !== undefined, query => query.where('created_by', '=', createdBy!))
    .executeTakeFirst()
  return row as ImportRecord | undefined
}

/** Somebody's imports, newest first. */
export async function selectImports(
  handle: Handle,
  createdBy: string,
  limit: number,
): Promise<ImportRecord[]> {
  const rows = await tables(handle)
    .selectFrom('cases.import')
    .selectAll()
    .where('created_by', '=', createdBy)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows as ImportRecord[]
}

/** The import, locked until the transaction ends: two people at two pages act one after the other. */
export async function lockImport(
  tx: Transaction,
  id: string,
  createdBy: string,
): Promise<ImportRecord | undefined> {
  const row = await tables(tx)
    .selectFrom('cases.import')
    .selectAll()
    .where('id', '=', id)
    .where('created_by', '=', createdBy)
    .forUpdate()
    .executeTakeFirst()
  return row as ImportRecord | undefined
}

/** Changes an import. A new mapping makes the check of the old one void. */
export async function updateImport(
  handle: Handle,
  id: string,
  change: {
    mapping?: ImportMapping
    mappingFrom?: MappingFrom
    checkTaskId?: string | null
    checkResult?: StoredCheck | null
    taskId?: string
    runner?: string
    startedAt?: Date
    endedAt?: Date
    removedAt?: Date
    sample?: string[][]
  },
): Promise<void> {
  const json = (value: object | null) => (value === null ? null : sealedDocument(value))
  await tables(handle)
    .updateTable('cases.import')
    .set({
      ...(change.mapping === undefined ? {} : { mapping: json(change.mapping) }),
      ...(change.mappingFrom === undefined ? {} : { mapping_from: change.mappingFrom }),
      ...(change.checkTaskId === undefined ? {} : { check_task_id: change.checkTaskId }),
      ...(change.checkResult === undefined ? {} : { check_result: json(change.checkResult) }),
      ...(change.taskId === undefined ? {} : { task_id: change.taskId }),
      ...(change.runner === undefined ? {} : { runner: change.runner }),
      ...(change.startedAt === undefined ? {} : { started_at: change.startedAt }),
      ...(change.endedAt === undefined ? {} : { ended_at: change.endedAt }),
      ...(change.removedAt === undefined ? {} : { removed_at: change.removedAt }),
      ...(change.sample === undefined ? {} : { sample: json(change.sample) }),
    })
    .where('id', '=', id)
    .execute()
}

/** True while this runner holds the import; the row stays locked until the transaction ends. */
export async function isHeldBy(tx: Transaction, id: string, runner: string): Promise<boolean> {
  const row = await tables(tx)
    .selectFrom('cases.import')
    .select('id')
    .where('id', '=', id)
    .where('runner', '=', runner)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

/** Which of these external ids of a source are cases already. */
export async function selectKnownIds(
  handle: Handle,
  source: string,
  externalIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ external_id: string }>`
    select external_id from cases.case_record
     where source = ${source} and external_id = any(${externalIds}::text[])`.execute(handle)
  return new Set(rows.map(row => row.external_id))
}

/** The newest mapping for these headings: the person's own, else anybody's. */
export async function selectMapping(
  handle: Handle,
  person: string,
  headingKey: string,
): Promise<{ mapping: unknown; own: boolean } | undefined> {
  const { rows } = await sql<{ mapping: unknown; own: boolean }>`
    select mapping, person = ${person} as own from cases.import_mapping
     where heading_key = md5(${headingKey})
     order by person = ${person} desc, updated_at desc limit 1`.execute(handle)
  return rows[0]
}

/** Remembers what a person chose for these headings. */
export async function upsertMapping(
  handle: Handle,
  person: string,
  chosen: { headingKey: string; mapping: ImportMapping },
): Promise<void> {
  await sql`
    insert into cases.import_mapping (person, heading_key, mapping)
    values (${person}, md5(${chosen.headingKey}), ${sealedDocument(chosen.mapping)}::jsonb)
    on conflict (person, heading_key) do update set mapping = excluded.mapping, updated_at = now()`.execute(
    handle,
  )
}

/** Imports that ended before a moment and still have their file. */
export async function selectEnded(handle: Handle, before: Date): Promise<string[]> {
  const rows = await tables(handle)
    .selectFrom('cases.import')
    .select('id')
    .where('removed_at', 'is', null)
    .where(({ or, and, eb }) =>
      // What was uploaded and never started has no end: its upload counts.
      or([eb('ended_at', '<', before), and([eb('task_id', 'is', null), eb('created_at', '<', before)])]),
    )
    .execute()
  return rows.map(row => row.id)
}
