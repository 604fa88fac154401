import { sql } from 'kysely'
import type { Handle } from '#base/index.ts'
import type { CasesTables } from '../cases.tables.ts'

const tables = (handle: Handle) => handle.withTables<CasesTables>()

/** A draft becomes a case within a working day or not at all: the list of recent cases is read, not all of them. */
const draftHours = 24

/** The case that a decision about a draft was tied to; undefined when the draft never became one. */
export async function selectCaseOfDraft(
  handle: Handle,
  draft: { draftId: string; askedAt: Date },
): Promise<string | undefined> {
  const { draftId, askedAt } = draft
  const found = await tables(handle)
    .selectFrom('cases.case_record')
    .select('id')
    .where('draft_id', '=', draftId)
    .where('reported_at', '>=', new Date(askedAt.getTime() - 3_600_000))
    .where('reported_at', '<', new Date(askedAt.getTime() + draftHours * 3_600_000))
    .executeTakeFirst()
  return found?.id
}

/** What became of a case, as figures and words without anything that people wrote. */
export async function selectEffect(handle: Handle, caseId: string) {
  return await tables(handle)
    .selectFrom('cases.case_record as record')
    .select([
      'record.id',
      'record.code',
      'record.state',
      'record.department_id',
      'record.decision_id',
      'record.updated_at',
      'record.closed_at',
      'record.rating',
      'record.resolved',
      sql<number>`(
        select count(*)::int from cases.event as event
         where event.case_id = record.id and event.type = 'returned')`.as('returned'),
    ])
    .where('record.id', '=', caseId)
    .executeTakeFirst()
}
