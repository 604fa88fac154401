import { type Kysely, sql } from 'kysely'
import { type Handle, momentOf, type Transaction } from '#base/index.ts'
import type { DecisionDraft } from './decision.draft.ts'
import type { KernelTables } from './kernel.tables.ts'

const tables = (handle: Handle): Kysely<KernelTables> => handle.withTables<KernelTables>()

/** Writes decisions and their content; one statement each, so that a batch of thousands stays cheap. */
export async function insertDecisions(tx: Transaction, drafts: readonly DecisionDraft[]): Promise<void> {
  const facts = JSON.stringify(drafts.map(draft => draft.facts))
  await sql`
    insert into kernel.decision
    select * from json_populate_recordset(null::kernel.decision, ${facts}::json)`.execute(tx)
  const contents = JSON.stringify(drafts.map(draft => draft.content))
  await sql`
    insert into kernel.decision_content
    select * from json_populate_recordset(null::kernel.decision_content, ${contents}::json)`.execute(tx)
}

/** Facts of one decision, with its settlement; undefined when there is none. */
export async function selectDecision(handle: Handle, decisionId: string) {
  return await tables(handle)
    .selectFrom('kernel.decision as decision')
    .leftJoin('kernel.settlement as settlement', 'settlement.decision_id', 'decision.id')
    .selectAll('decision')
    .select(['settlement.verdict', 'settlement.settled_at', 'settlement.first_confirmed_by'])
    .where('decision.recorded_at', '=', momentOf(decisionId))
    .where('decision.id', '=', decisionId)
    .executeTakeFirst()
}

/** Content of one decision; undefined once erased. */
export async function selectContent(handle: Handle, decisionId: string) {
  return await tables(handle)
    .selectFrom('kernel.decision_content')
    .selectAll()
    .where('recorded_at', '=', momentOf(decisionId))
    .where('decision_id', '=', decisionId)
    .executeTakeFirst()
}

export interface DecisionFilter {
  algorithm?: string | undefined
  outcome?: string | undefined
  subject?: string | undefined
  before?: string | undefined
  limit: number
}

/** Newest first; `before` is the id of the last row of the page before. */
export async function selectDecisions(handle: Handle, filter: DecisionFilter) {
  let query = tables(handle)
    .selectFrom('kernel.decision as decision')
    .leftJoin('kernel.settlement as settlement', 'settlement.decision_id', 'decision.id')
    .selectAll('decision')
    .select(['settlement.verdict', 'settlement.settled_at'])
  if (filter.algorithm) query = query.where('decision.algorithm', '=', filter.algorithm)
  if (filter.outcome) query = query.where('decision.outcome', '=', filter.outcome)
  if (filter.subject) query = query.where('decision.subject', '=', filter.subject)
  if (filter.before) {
    query = query.where(
      sql<boolean>`(decision.recorded_at, decision.id) < (${momentOf(filter.before)}, ${filter.before}::uuid)`,
    )
  }
  return await query
    .orderBy('decision.recorded_at', 'desc')
    .orderBy('decision.id', 'desc')
    .limit(filter.limit)
    .execute()
}

/** The newest decision of an algorithm about each of some subjects, by subject; without those that have none. */
export async function selectNewestOfEach(
  handle: Handle,
  algorithm: string,
  subjects: readonly string[],
): Promise<Map<string, string>> {
  if (subjects.length === 0) return new Map()
  const { rows } = await sql<{ subject: string; id: string }>`
    select distinct on (subject) subject, id from kernel.decision
     where subject = any(${[...subjects]}::text[]) and algorithm = ${algorithm}
     order by subject, recorded_at desc, id desc`.execute(handle)
  return new Map(rows.map(row => [row.subject, row.id]))
}

/** The newest decision of an algorithm about a subject. */
export async function selectNewest(
  handle: Handle,
  algorithm: string,
  subject: string,
): Promise<string | undefined> {
  const row = await tables(handle)
    .selectFrom('kernel.decision')
    .select('id')
    .where('subject', '=', subject)
    .where('algorithm', '=', algorithm)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

/** Erases what was said in decisions about a subject; facts and commitments stay, and so does every proof. */
export async function deleteContent(tx: Transaction, subject: string): Promise<number> {
  const result = await sql`
    delete from kernel.decision_content as content using kernel.decision as decision
    where decision.subject = ${subject} and content.recorded_at = decision.recorded_at and content.decision_id = decision.id`.execute(
    tx,
  )
  return Number(result.numAffectedRows ?? 0)
}
