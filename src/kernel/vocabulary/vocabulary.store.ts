import { type Kysely, sql } from 'kysely'
import { copyRows, type Handle, type Transaction } from '#base/index.ts'
import type { KernelTables } from '../kernel.tables.ts'
import type { RejectedRow, VocabularyWord } from './vocabulary.contract.ts'

const tables = (handle: Handle): Kysely<KernelTables> => handle.withTables<KernelTables>()

/** A version as its row, its words beside it. */
export interface VersionDraft {
  id: string
  recordedAt: Date
  origin: 'import' | 'edit'
  fileName: string | null
  note: string
  basedOn: string | null
  madeBy: string
  allowed: readonly string[]
  digest: Buffer
  words: readonly VocabularyWord[]
  rejected: readonly RejectedRow[]
}

/** Only one at a time numbers a version or puts one in force. */
export async function lockVocabulary(tx: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('kernel:vocabulary', 0))`.execute(tx)
}

/** Writes a version with its words and the rows that did not become any. @returns its number. */
export async function insertVersion(tx: Transaction, draft: VersionDraft): Promise<number> {
  const { number } = await tables(tx)
    .insertInto('kernel.vocabulary_version')
    .values({
      id: draft.id,
      recorded_at: draft.recordedAt,
      number: sql<number>`(select coalesce(max(number), 0) + 1 from kernel.vocabulary_version)`,
      origin: draft.origin,
      file_name: draft.fileName,
      note: draft.note,
      based_on: draft.basedOn,
      made_by: draft.madeBy,
      words: draft.words.length,
      allowed: JSON.stringify(draft.allowed),
      digest: draft.digest,
    })
    .returning('number')
    .executeTakeFirstOrThrow()
  await copyRows(
    tx,
    'kernel.vocabulary_word',
    draft.words.map((one, place) => ({
      version_id: draft.id,
      place,
      word: one.word,
      category: one.category,
      action: one.action,
      overridable: one.overridable,
      only_with: one.onlyWith,
      not_with: one.notWith,
      source: one.source,
    })),
  )
  await copyRows(
    tx,
    'kernel.vocabulary_rejected',
    draft.rejected.map(row => ({ version_id: draft.id, line: row.line, text: row.text, reason: row.reason })),
  )
  return number
}

/** Versions, newest first, with how many rows were rejected. */
export async function selectVersions(handle: Handle, limit: number) {
  return await tables(handle)
    .selectFrom('kernel.vocabulary_version as version')
    .selectAll('version')
    .select(eb =>
      eb
        .selectFrom('kernel.vocabulary_rejected as rejected')
        .whereRef('rejected.version_id', '=', 'version.id')
        .select(count => count.fn.countAll<number>().as('count'))
        .as('rejected'),
    )
    .orderBy('version.number', 'desc')
    .limit(limit)
    .execute()
}

/** One version; undefined when there is none. */
export async function selectVersion(handle: Handle, id: string) {
  return await tables(handle)
    .selectFrom('kernel.vocabulary_version')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
}

/** All words of a version, in their order. */
export async function selectWords(handle: Handle, versionId: string): Promise<VocabularyWord[]> {
  const rows = await tables(handle)
    .selectFrom('kernel.vocabulary_word')
    .selectAll()
    .where('version_id', '=', versionId)
    .orderBy('place')
    .execute()
  return rows.map(row => ({
    word: row.word,
    category: row.category,
    action: row.action as VocabularyWord['action'],
    overridable: row.overridable,
    onlyWith: row.only_with as string[],
    notWith: row.not_with as string[],
    source: row.source,
  }))
}

/** Rows of the file of a version that did not become words. */
export async function selectRejected(handle: Handle, versionId: string, limit: number) {
  return await tables(handle)
    .selectFrom('kernel.vocabulary_rejected')
    .select(['line', 'text', 'reason'])
    .where('version_id', '=', versionId)
    .orderBy('line')
    .limit(limit)
    .execute()
}

/** Puts a version in force; null is the list that comes with the product. */
export async function insertActivation(
  tx: Transaction,
  row: { id: string; recordedAt: Date; versionId: string | null; madeBy: string; reason: string },
): Promise<void> {
  await tables(tx)
    .insertInto('kernel.vocabulary_activation')
    .values({
      id: row.id,
      recorded_at: row.recordedAt,
      version_id: row.versionId,
      made_by: row.madeBy,
      reason: row.reason,
    })
    .execute()
}

/** What was put in force, newest first. */
export async function selectActivations(handle: Handle, limit: number) {
  return await tables(handle)
    .selectFrom('kernel.vocabulary_activation as activation')
    .leftJoin('kernel.vocabulary_version as version', 'version.id', 'activation.version_id')
    .select([
      'activation.id',
      'activation.recorded_at',
      'activation.version_id',
      'activation.made_by',
      'activation.reason',
      'version.number',
    ])
    .orderBy('activation.recorded_at', 'desc')
    .orderBy('activation.id', 'desc')
    .limit(limit)
    .execute()
}

/** The id of the version in force; null for the list that comes with the product. */
export async function selectInForce(handle: Handle): Promise<string | null> {
  const row = await tables(handle)
    .selectFrom('kernel.vocabulary_activation')
    .select('version_id')
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.version_id ?? null
}
