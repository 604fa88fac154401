import { sql } from 'kysely'
import { type Handle, sealText, type Transaction, uuidv7 } from '#base/index.ts'
import type { Json } from '#ledger/index.ts'
import type { Gate, Risk } from '../kernel.contract.ts'
import type { KernelTables } from '../kernel.tables.ts'
import type { RegisterContent } from './register.contract.ts'

/** One version of an entry as it is kept. */
export interface EntryRow {
  id: string
  algorithm: string
  version: number
  state: 'draft' | 'in-force' | 'superseded' | 'ended'
  content: RegisterContent
  risk: Risk
  gate: Gate
  responsible: string | null
  assessedUntil: string | null
  carriedOver: boolean
  revision: number
  writtenAt: Date
  writtenBy: string
  approvedAt: Date | null
  approvedBy: string | null
  expiresAt: Date | null
}

const columns = sql`id, algorithm, version, state, content, risk, gate, responsible, assessed_until::text as "assessedUntil",
  carried_over as "carriedOver", revision, written_at as "writtenAt", written_by as "writtenBy",
  approved_at as "approvedAt", approved_by as "approvedBy", expires_at as "expiresAt"`

/** Entries that are in force or drafts, of one algorithm or all. */
export async function selectEntries(handle: Handle, algorithm: string | null = null): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select ${columns} from kernel.register_entry
     where state in ('draft', 'in-force') and (${algorithm}::text is null or algorithm = ${algorithm})
     order by algorithm, version`.execute(handle)
  return rows
}

/** The entry of an algorithm that is in that state, held until the transaction ends. */
export async function lockEntry(
  tx: Transaction,
  algorithm: string,
  state: 'draft' | 'in-force',
): Promise<EntryRow | undefined> {
  const { rows } = await sql<EntryRow>`
    select ${columns} from kernel.register_entry where algorithm = ${algorithm} and state = ${state} for update`.execute(
    tx,
  )
  return rows[0]
}

/** One writer at a time for an algorithm: a draft and an approval at once would both be right and one of them lost. */
export async function claimEntry(tx: Transaction, algorithm: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`kernel:register:${algorithm}`}, 0))`.execute(tx)
}

/** The newest version of an algorithm, whatever its state; 0 where there is none. */
export async function selectNewestVersion(handle: Handle, algorithm: string): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    select coalesce(max(version), 0)::int as version from kernel.register_entry where algorithm = ${algorithm}`.execute(
    handle,
  )
  return rows[0]!.version
}

export interface DraftRow {
  algorithm: string
  version: number
  content: RegisterContent
  risk: Risk
  gate: Gate
  responsible: string | null
  assessedUntil: string | null
  by: string
}

/** Begins a draft, or writes over the one there is. @returns its revision */
export async function saveDraftRow(tx: Transaction, draft: DraftRow): Promise<number> {
  const content = JSON.stringify(draft.content)
  const now = new Date()
  const { rows } = await sql<{ revision: number }>`
    insert into kernel.register_entry
      (id, algorithm, version, state, content, risk, gate, responsible, assessed_until, written_at, written_by)
    values (${uuidv7()}, ${draft.algorithm}, ${draft.version}, 'draft', ${content}::jsonb, ${draft.risk}, ${draft.gate},
            ${draft.responsible}, ${draft.assessedUntil}::date, ${now}, ${draft.by})
    on conflict (algorithm, version) do update
      set content = excluded.content, risk = excluded.risk, gate = excluded.gate, responsible = excluded.responsible,
          assessed_until = excluded.assessed_until, written_at = excluded.written_at, written_by = excluded.written_by,
          revision = kernel.register_entry.revision + 1
    returning revision`.execute(tx)
  return rows[0]!.revision
}

/** A draft comes into force; what was in force before is superseded. */
export async function putInForce(
  tx: Transaction,
  draft: { id: string; algorithm: string; by: string; expiresAt: Date },
): Promise<void> {
  const now = new Date()
  await sql`
    update kernel.register_entry set state = 'superseded', ended_at = ${now}
     where algorithm = ${draft.algorithm} and state = 'in-force'`.execute(tx)
  await sql`
    update kernel.register_entry set state = 'in-force', approved_at = ${now}, approved_by = ${draft.by},
           expires_at = ${draft.expiresAt} where id = ${draft.id}`.execute(tx)
}

/** What was in force is so no longer. @returns whether anything was */
export async function endInForce(tx: Transaction, algorithm: string): Promise<boolean> {
  const { rows } = await sql`
    update kernel.register_entry set state = 'ended', ended_at = ${new Date()}
     where algorithm = ${algorithm} and state = 'in-force' returning id`.execute(tx)
  return rows.length > 0
}

export interface RegisterChangeRow {
  algorithm: string
  version: number | null
  act: string
  by: string
  facts: { readonly [key: string]: Json }
  reason?: string | undefined
}

/** Keeps what was done. @returns the id of the record */
export async function insertRegisterChange(tx: Transaction, change: RegisterChangeRow): Promise<string> {
  const id = uuidv7()
  await tx
    .withTables<KernelTables>()
    .insertInto('kernel.register_change')
    .values({
      id,
      recorded_at: new Date(),
      algorithm: change.algorithm,
      version: change.version,
      act: change.act,
      made_by: change.by,
      facts: JSON.stringify(change.facts),
      reason: change.reason === undefined ? null : sealText(change.reason),
    })
    .execute()
  return id
}

/** What was done with an entry, newest first. */
export async function selectRegisterChanges(handle: Handle, algorithm: string, limit: number) {
  return await handle
    .withTables<KernelTables>()
    .selectFrom('kernel.register_change')
    .select(['recorded_at', 'act', 'version', 'made_by', 'facts', 'reason'])
    .where('algorithm', '=', algorithm)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** How advice did in the last days, by algorithm: one look over the month's decisions. */
export async function selectRecentFigures(handle: Handle, days: number) {
  const { rows } = await sql<{
    algorithm: string
    decisions: number
    advised: number
    settled: number
    adopted: number
  }>`
    select d.algorithm, count(*)::int as decisions, count(*) filter (where d.outcome = 'advised')::int as advised,
           count(s.verdict) filter (where s.verdict in ('adopted', 'amended', 'rejected'))::int as settled,
           count(*) filter (where s.verdict = 'adopted')::int as adopted
      from kernel.decision d left join kernel.settlement s on s.decision_id = d.id
     where d.recorded_at > now() - make_interval(days => ${days}::int)
     group by d.algorithm`.execute(handle)
  return rows
}
