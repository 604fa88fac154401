import { sql } from 'kysely'
import { type Handle, sealText, type Transaction } from '#base/index.ts'
import type { CasesTables } from '../cases.tables.ts'
import type { LookPurpose } from './look.contract.ts'

/** One look, before it is written. */
export interface Look {
  id: string
  caseId: string
  person: string
  purpose: LookPurpose
  words: string | null
  at: Date
}

/** Writes a look; its words sealed. */
export async function insertLook(tx: Transaction, { caseId, words, ...look }: Look): Promise<void> {
  await tx
    .withTables<CasesTables>()
    .insertInto('cases.look')
    .values({ ...look, case_id: caseId, words: words === null ? null : sealText(words) })
    .execute()
}

/** When somebody last looked at the contact of a case, since a moment; undefined when not. */
export async function selectLastLook(
  handle: Handle,
  of: { caseId: string; person: string; since: Date },
): Promise<Date | undefined> {
  const row = await handle
    .withTables<CasesTables>()
    .selectFrom('cases.look')
    .select('at')
    .where('case_id', '=', of.caseId)
    .where('person', '=', of.person)
    .where('at', '>', of.since)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.at
}

/** Looks of a span, newest first, with the code of each case. */
export async function selectLooks(
  handle: Handle,
  of: { from: Date; to: Date; person?: string | undefined; limit: number },
) {
  let query = handle
    .withTables<CasesTables>()
    .selectFrom('cases.look as look')
    .innerJoin('cases.case_record as record', 'record.id', 'look.case_id')
    .selectAll('look')
    .select('record.code')
    .where('look.at', '>=', of.from)
    .where('look.at', '<', of.to)
    .orderBy('look.at', 'desc')
    .orderBy('look.id', 'desc')
    .limit(of.limit)
  if (of.person) query = query.where('look.person', '=', of.person)
  return await query.execute()
}

/** How many looks, at how many cases, each person took in a span. */
export async function countLooks(handle: Handle, of: { from: Date; to: Date }) {
  const { rows } = await sql<{ person: string; looks: number; cases: number }>`
    select person, count(*)::int as looks, count(distinct case_id)::int as cases from cases.look
     where at >= ${of.from} and at < ${of.to} group by person order by 2 desc, 1 limit 100`.execute(handle)
  return rows
}
