import { type Insertable, sql } from 'kysely'
import { type Handle, momentOf, sealBytes, sealText, type Transaction } from '#base/index.ts'
import type { KernelTables } from '../kernel.tables.ts'

type NewOmission = Insertable<KernelTables['kernel.label_omission']>
type NewContent = Insertable<KernelTables['kernel.label_omission_content']>

const sealed = (content: NewContent): NewContent => ({
  ...content,
  salt: sealBytes(content.salt),
  receiver: sealText(content.receiver),
  reason: sealText(content.reason),
})

/** Writes a request for unlabelled content, in the transaction that lets the content go. */
export async function insertOmission(
  tx: Transaction,
  given: { row: NewOmission; content: NewContent },
): Promise<void> {
  const tables = tx.withTables<KernelTables>()
  await tables.insertInto('kernel.label_omission').values(given.row).execute()
  await tables.insertInto('kernel.label_omission_content').values(sealed(given.content)).execute()
}

/** Requests, newest first, with what was said as far as it is there. */
export async function selectOmissions(handle: Handle, of: { before?: string | undefined; limit: number }) {
  let query = handle
    .withTables<KernelTables>()
    .selectFrom('kernel.label_omission as omission')
    .leftJoin('kernel.label_omission_content as content', 'content.omission_id', 'omission.id')
    .selectAll('omission')
    .select(['content.receiver', 'content.reason'])
    .orderBy('omission.recorded_at', 'desc')
    .orderBy('omission.id', 'desc')
    .limit(of.limit)
  if (of.before)
    query = query.where(
      sql<boolean>`(omission.recorded_at, omission.id) < (${momentOf(of.before)}, ${of.before}::uuid)`,
    )
  return await query.execute()
}
