import { type Kysely, sql } from 'kysely'
import {
  copyRows,
  type Handle,
  isCode,
  momentOf,
  runPrepared,
  sealBytes,
  sealJson,
  sealText,
  type Transaction,
} from '#base/index.ts'
import { eraseAlarmContent } from './alarm/alarm.store.ts'
import type { DecisionDraft } from './decision.draft.ts'
import { kernelError } from './kernel.errors.ts'
import type { KernelTables } from './kernel.tables.ts'

const tables = (handle: Handle): Kysely<KernelTables> => handle.withTables<KernelTables>()

/** Fewer than this are inserted: opening a COPY takes two round trips more. */
const fewRows = 20

const fromHex = (bytea: string) => Buffer.from(bytea.slice(2), 'hex')

/**
 * What was said, sealed column by column (some 5 µs each). The salt too: with it, whoever has the disk could try short inputs
 * until one fits the commitment, which is not sealed. Commitments are over what was said, so that a rotation of keys changes
 * no proof.
 */
function sealed({ content }: DecisionDraft): Record<string, string | null> {
  return {
    decision_id: content.decision_id,
    recorded_at: content.recorded_at,
    salt: `\\x${sealBytes(fromHex(content.salt)).toString('hex')}`,
    input: sealJson(content.input),
    output: content.output === null ? null : sealJson(content.output),
    evidence: sealJson(content.evidence),
    reason: content.reason === null ? null : sealText(content.reason),
    tokens: content.tokens === null ? null : sealJson(content.tokens),
  }
}

// Facts and content in one statement: half a millisecond less than in two, with every decision that is waited for.
const keepFew = {
  name: 'kernel-keep-decisions',
  text: `with facts as (
    insert into kernel.decision select * from json_populate_recordset(null::kernel.decision, $1::json)
  ) insert into kernel.decision_content
    select * from json_populate_recordset(null::kernel.decision_content, $2::json)`,
}

/** Writes decisions and their content; a handful of statements however many there are. */
export async function insertDecisions(tx: Transaction, drafts: readonly DecisionDraft[]): Promise<void> {
  if (drafts.length >= fewRows) return await copyDecisions(tx, drafts)
  const [facts, contents] = [drafts.map(draft => draft.facts), drafts.map(sealed)]
  await runPrepared(tx, keepFew, [JSON.stringify(facts), JSON.stringify(contents)])
}

async function copyDecisions(tx: Transaction, drafts: readonly DecisionDraft[]): Promise<void> {
  await copyRows(
    tx,
    'kernel.decision',
    drafts.map(draft => draft.facts),
  )
  // A document that is one text: as JSON, not as the word that it would be to COPY.
  const json = (value: string | null | undefined) => (value ? JSON.stringify(value) : null)
  await copyRows(
    tx,
    'kernel.decision_content',
    drafts.map(sealed).map(row => ({
      ...row,
      input: json(row.input),
      output: json(row.output),
      evidence: json(row.evidence),
      tokens: json(row.tokens),
    })),
  )
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

/** The output commitments of decisions, in hex, by their ids; what is not there is left out. */
export async function commitmentsOf(handle: Handle, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tables(handle)
    .selectFrom('kernel.decision')
    .select(['id', 'output_commitment'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(row => [row.id, row.output_commitment.toString('hex')]))
}

/** What came of decisions, by their ids; what is not there is left out. */
export async function selectOutcomes(handle: Handle, ids: readonly string[]): Promise<Map<string, string>> {
  const found = await sql<{ id: string; outcome: string }>`
    select id, outcome from kernel.decision where id = any(${ids}::uuid[])`.execute(handle)
  return new Map(found.rows.map(row => [row.id, row.outcome]))
}

/** Content of one decision; undefined once erased. @throws kernel.altered when what is sealed does not open */
export async function selectContent(handle: Handle, decisionId: string) {
  return await tables(handle)
    .selectFrom('kernel.decision_content')
    .selectAll()
    .where('recorded_at', '=', momentOf(decisionId))
    .where('decision_id', '=', decisionId)
    .executeTakeFirst()
    .catch(error => {
      throw isCode(error, 'base.sealed-damaged')
        ? kernelError('kernel.altered', { decision: decisionId })
        : error
    })
}

export interface DecisionFilter {
  algorithm?: string | undefined
  outcome?: string | undefined
  subject?: string | undefined
  /** `open` for what nobody has settled. */
  verdict?: string | undefined
  level?: string | undefined
  /** Ids of those who asked. */
  actors?: readonly string[] | undefined
  model?: string | undefined
  since?: Date | undefined
  until?: Date | undefined
  confidenceBelow?: number | undefined
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
  if (filter.verdict === 'open') query = query.where('settlement.verdict', 'is', null)
  else if (filter.verdict) query = query.where('settlement.verdict', '=', filter.verdict)
  if (filter.level) query = query.where('decision.level', '=', filter.level)
  if (filter.actors) query = query.where(sql<boolean>`decision.actor = any(${[...filter.actors]}::text[])`)
  if (filter.model) query = query.where('decision.model_version', '=', filter.model)
  if (filter.since) query = query.where('decision.recorded_at', '>=', filter.since)
  if (filter.until) query = query.where('decision.recorded_at', '<', filter.until)
  if (filter.confidenceBelow !== undefined)
    query = query.where('decision.confidence', '<', filter.confidenceBelow)
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

/** Erases what was said in decisions about a subject, and by those who acted on them; facts and commitments stay, and so does every proof. */
export async function deleteContent(tx: Transaction, subject: string): Promise<number> {
  await eraseAlarmContent(tx, subject)
  const result = await sql`
    delete from kernel.decision_content as content using kernel.decision as decision
    where decision.subject = ${subject} and content.recorded_at = decision.recorded_at and content.decision_id = decision.id`.execute(
    tx,
  )
  await sql`
    delete from kernel.act_content as content using kernel.act as act, kernel.decision as decision
    where decision.subject = ${subject} and act.decision_id = decision.id
      and content.recorded_at = act.recorded_at and content.act_id = act.id`.execute(tx)
  return Number(result.numAffectedRows ?? 0)
}
