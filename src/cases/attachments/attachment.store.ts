import { type Insertable, type Selectable, sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { CasesTables } from '../cases.tables.ts'
import { sealed } from '../sealed-words.ts'

export type AttachmentRow = Selectable<CasesTables['cases.attachment']>
export type NewAttachment = Insertable<CasesTables['cases.attachment']>
export type AttachmentContent = Selectable<CasesTables['cases.attachment_content']>
export type ObjectRole = 'original' | 'thumbnail' | 'released'
export type ObjectRow = Insertable<CasesTables['cases.attachment_object']> & { role: ObjectRole }

const tables = (handle: Handle) => handle.withTables<CasesTables>()

/** The attachments of a case with what is left of their content, oldest first. */
export async function selectAttachments(handle: Handle, caseId: string) {
  return await tables(handle)
    .selectFrom('cases.attachment as attachment')
    .leftJoin('cases.attachment_content as content', 'content.attachment_id', 'attachment.id')
    .leftJoin('cases.attachment_object as thumbnail', join =>
      join.onRef('thumbnail.attachment_id', '=', 'attachment.id').on('thumbnail.role', '=', 'thumbnail'),
    )
    .selectAll('attachment')
    .select([
      'content.file_name',
      'content.added_by_name',
      'content.width',
      'content.height',
      'content.longitude',
      'content.latitude',
      'thumbnail.key as thumbnail_key',
    ])
    .where('attachment.case_id', '=', caseId)
    .orderBy('attachment.id')
    .execute()
}
export type ListedAttachment = Awaited<ReturnType<typeof selectAttachments>>[number]

/** One attachment of a case; undefined when it is another case's. */
export async function selectAttachment(
  handle: Handle,
  of: { caseId: string; attachmentId: string },
): Promise<AttachmentRow | undefined> {
  return await tables(handle)
    .selectFrom('cases.attachment')
    .selectAll()
    .where('id', '=', of.attachmentId)
    .where('case_id', '=', of.caseId)
    .executeTakeFirst()
}

/** The attachment that an upload became; undefined when it came for the first time. */
export async function selectByUpload(
  handle: Handle,
  of: { caseId: string; uploadId: string },
): Promise<AttachmentRow | undefined> {
  return await tables(handle)
    .selectFrom('cases.attachment')
    .selectAll()
    .where('case_id', '=', of.caseId)
    .where('upload_id', '=', of.uploadId)
    .executeTakeFirst()
}

/** How many attachments a case holds that were not removed; those the public added among them. */
export async function countAttachments(
  handle: Handle,
  caseId: string,
): Promise<{ all: number; byPublic: number }> {
  const { rows } = await sql<{ all: number; byPublic: number }>`
    select count(*)::int as "all", count(*) filter (where by_public)::int as "byPublic"
    from cases.attachment where case_id = ${caseId} and removed_at is null`.execute(handle)
  return rows[0]!
}

/** Writes an attachment with its content and the objects it is made of. */
export async function insertAttachment(
  tx: Transaction,
  given: { row: NewAttachment; content: AttachmentContent; objects: readonly ObjectRow[] },
): Promise<void> {
  const { row, content, objects } = given
  await tables(tx).insertInto('cases.attachment').values(row).execute()
  const sealedContent = {
    ...content,
    file_name: sealed(content.file_name),
    added_by_name: sealed(content.added_by_name),
  }
  await tables(tx).insertInto('cases.attachment_content').values(sealedContent).execute()
  await tables(tx)
    .insertInto('cases.attachment_object')
    .values([...objects])
    .execute()
}

/** An object of an attachment, with the state and name of the attachment. */
export async function selectObject(handle: Handle, of: { attachmentId: string; role: ObjectRole }) {
  return await tables(handle)
    .selectFrom('cases.attachment_object as object')
    .innerJoin('cases.attachment as attachment', 'attachment.id', 'object.attachment_id')
    .innerJoin('cases.attachment_content as content', 'content.attachment_id', 'object.attachment_id')
    .select([
      'object.key',
      'object.media_type',
      'object.bytes',
      'attachment.case_id',
      'attachment.scan',
      'attachment.kind',
      'content.file_name',
    ])
    .where('object.attachment_id', '=', of.attachmentId)
    .where('object.role', '=', of.role)
    .executeTakeFirst()
}

/** Puts the copy for the public in the place of the one before. @returns the object that was there. */
export async function replaceReleased(tx: Transaction, object: ObjectRow): Promise<string | undefined> {
  const before = await deleteObjects(tx, object.attachment_id, ['released'])
  await tables(tx).insertInto('cases.attachment_object').values(object).execute()
  return before[0]
}

/** Lets go of objects of an attachment. @returns their keys. */
export async function deleteObjects(
  tx: Transaction,
  attachmentId: string,
  roles: readonly ObjectRole[],
): Promise<string[]> {
  const gone = await tables(tx)
    .deleteFrom('cases.attachment_object')
    .where('attachment_id', '=', attachmentId)
    .where('role', 'in', [...roles])
    .returning('key')
    .execute()
  return gone.map(one => one.key)
}

/** Erases name and place of attachments; the fact that they were there stays. */
export async function deleteContent(tx: Transaction, attachmentIds: readonly string[]): Promise<void> {
  if (attachmentIds.length === 0) return
  await tables(tx)
    .deleteFrom('cases.attachment_content')
    .where('attachment_id', 'in', [...attachmentIds])
    .execute()
}

/** Changes what is known of an attachment. */
export async function updateAttachment(
  tx: Transaction,
  attachmentId: string,
  change: Partial<Pick<AttachmentRow, 'scan' | 'released_at' | 'released_by' | 'removed_at' | 'removed_by'>>,
): Promise<void> {
  await tables(tx).updateTable('cases.attachment').set(change).where('id', '=', attachmentId).execute()
}

/** Gives a case the point of a photo where nobody gave it one. @returns false when there is one. */
export async function fillPlace(
  tx: Transaction,
  given: { caseId: string; longitude: number; latitude: number },
): Promise<boolean> {
  const result = await sql`
    update cases.case_content set longitude = ${given.longitude}, latitude = ${given.latitude}
    where case_id = ${given.caseId} and longitude is null and latitude is null`.execute(tx)
  return result.numAffectedRows === 1n
}

/** The photos of cases that a person released and that are not in question now, oldest release first. */
export async function selectReleased(
  handle: Handle,
  of: { caseIds: readonly string[]; hasScanner: boolean },
) {
  if (of.caseIds.length === 0) return []
  return await tables(handle)
    .selectFrom('cases.attachment')
    // Erased content has none.
    .innerJoin('cases.attachment_object as object', join =>
      join.onRef('object.attachment_id', '=', 'cases.attachment.id').on('object.role', '=', 'released'),
    )
    .select(['id', 'case_id'])
    .where('case_id', 'in', [...of.caseIds])
    .where('released_at', 'is not', null)
    .where('scan', 'in', of.hasScanner ? ['clean'] : ['none', 'waiting', 'clean'])
    .orderBy('released_at')
    .execute()
}

/** Takes an attachment to be scanned; for a minute nobody else does. Undefined when none waits. */
export async function claimUnscanned(handle: Handle) {
  const { rows } = await sql<{ id: string; case_id: string; key: string }>`
    update cases.attachment set scan = 'waiting', scan_tried_at = now()
    from cases.attachment_object as object
    where object.attachment_id = attachment.id and object.role = 'original' and attachment.id = (
      select waiting.id from cases.attachment as waiting
      where scan in ('none', 'waiting') and removed_at is null
        and (scan_tried_at is null or scan_tried_at < now() - interval '1 minute')
        -- Erased content has none; found first every time, it would hold up all that wait behind it.
        and exists (select from cases.attachment_object as own
          where own.attachment_id = waiting.id and own.role = 'original')
      order by scan_tried_at nulls first, id limit 1 for update skip locked
    )
    returning attachment.id, attachment.case_id, object.key`.execute(handle)
  return rows[0]
}

/** Those of the keys that no attachment names. */
export async function selectUnnamed(handle: Handle, keys: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select key from unnest(${[...keys]}::text[]) as given (key)
    where not exists (select from cases.attachment_object as object where object.key = given.key)`.execute(
    handle,
  )
  return rows.map(row => row.key)
}

/** The next object, by its name, that is not sealed. */
export async function selectUnsealed(
  handle: Handle,
  after: string,
): Promise<{ key: string; bytes: number } | undefined> {
  const { rows } = await sql<{ key: string; bytes: number }>`
    select key, bytes from cases.attachment_object
     where stored_bytes is null and key > ${after} order by key limit 1`.execute(handle)
  return rows[0]
}

/** Everything that named an object names the sealed one from now on. */
export async function renameObject(
  tx: Transaction,
  before: string,
  now: { key: string; storedBytes: number },
): Promise<void> {
  await sql`
    update cases.attachment_object set key = ${now.key}, stored_bytes = ${now.storedBytes}
     where key = ${before}`.execute(tx)
}

/** While this transaction lasts nobody removes the object: it may be named. */
export async function holdObject(tx: Transaction, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended(${`object:${key}`}, 0))`.execute(tx)
}

/** While this transaction lasts nobody names the object anew: it may be removed. */
export async function holdObjectAlone(tx: Transaction, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`object:${key}`}, 0))`.execute(tx)
}
