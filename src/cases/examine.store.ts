import { sql } from 'kysely'
import type { Handle, Inconsistency } from '#base/index.ts'

const asFound = (rows: readonly { id: string }[]): Inconsistency => ({
  count: rows.length,
  examples: rows.slice(0, 5).map(row => row.id),
})

/** Cases whose timeline has another number of steps than the case says, or a gap in it. */
export async function casesWithGaps(handle: Handle): Promise<Inconsistency> {
  const { rows } = await sql<{ id: string }>`
    select c.id from cases.case_record c
      left join (select case_id, count(*) as steps, count(distinct seq) as numbers, max(seq) as last
                   from cases.event group by case_id) e on e.case_id = c.id
     where e.steps is distinct from c.last_seq::bigint or e.numbers <> e.steps or e.last <> c.last_seq
     limit 1000`.execute(handle)
  return asFound(rows)
}

/** Cases that do not stand where their last step that leads somewhere put them. */
export async function casesOutOfState(handle: Handle): Promise<Inconsistency> {
  const { rows } = await sql<{ id: string }>`
    select c.id from cases.case_record c
      join cases.event e on e.case_id = c.id and e.seq = c.last_seq
     where e.to_state <> c.state limit 1000`.execute(handle)
  return asFound(rows)
}

/** Steps taken after the case was recorded, newest first: each has a ledger entry of its own. */
export async function newestSteps(handle: Handle, limit: number): Promise<{ id: string; caseId: string }[]> {
  const { rows } = await sql<{ id: string; caseId: string }>`
    select e.id, e.case_id as "caseId" from cases.event e
     where e.type <> 'advised' and e.recorded_at > coalesce(
       (select min(f.recorded_at) + interval '1 minute' from cases.event f where f.case_id = e.case_id), e.recorded_at)
     order by e.recorded_at desc limit ${limit}`.execute(handle)
  return rows
}

/** The decisions that open cases rely on, newest first, with the commitment that the case holds (hex). */
export async function reliedOnDecisions(
  handle: Handle,
  limit: number,
): Promise<{ id: string; decisionId: string; hash: string }[]> {
  const { rows } = await sql<{ id: string; decisionId: string; hash: string }>`
    select id, decision_id as "decisionId", decision_hash as hash from cases.case_record
     where decision_id is not null order by reported_at desc limit ${limit}`.execute(handle)
  return rows
}

/**
 * The objects that attachments name, each with its length as stored and one attachment of those that name it. Read as a
 * document: a backup of an earlier release has no such column.
 */
export async function attachedObjects(handle: Handle): Promise<{ id: string; key: string; bytes: number }[]> {
  const { rows } = await sql<{ id: string; key: string; bytes: number }>`
    select distinct on (key) attachment_id as id, key,
           coalesce((to_jsonb(object) ->> 'stored_bytes')::bigint, bytes) as bytes
      from cases.attachment_object object order by key, attachment_id desc`.execute(handle)
  return rows
}

/** Those of the keys that an attachment names now. */
export async function stillAttached(handle: Handle, keys: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select distinct key from cases.attachment_object where key = any(${[...keys]}::text[])`.execute(handle)
  return rows.map(row => row.key)
}
