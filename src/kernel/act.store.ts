import { sql } from 'kysely'
import { type Handle, momentOf, sealBytes, sealJson, sealText, type Transaction } from '#base/index.ts'
import type { Json } from '#ledger/index.ts'
import type { KernelTables } from './kernel.tables.ts'

export interface ActRow {
  id: string
  decision_id: string
  act: 'used' | 'confirmed' | 'settled'
  verdict: string | null
  actor: string
  value_commitment: Buffer | null
  evidence_opened: boolean | null
  seconds_to_settle: number | null
  blind: boolean
}

/** What a person said in an act; erasable. */
export interface ActContent {
  salt: Buffer
  value: Json
  reason: string | null
}

const sealed = ({ salt, value, reason }: ActContent) => ({
  salt: sealBytes(salt),
  value: JSON.stringify(sealJson(value)),
  reason: reason === null ? null : sealText(reason),
})

/** Writes one act and, where something was said, its content, sealed. */
export async function insertAct(tx: Transaction, row: ActRow, content: ActContent | null): Promise<void> {
  const handle = tx.withTables<KernelTables>()
  const recordedAt = momentOf(row.id)
  await handle
    .insertInto('kernel.act')
    .values({ ...row, recorded_at: recordedAt })
    .execute()
  if (content) {
    await handle
      .insertInto('kernel.act_content')
      .values({ act_id: row.id, recorded_at: recordedAt, ...sealed(content) })
      .execute()
  }
}

/** Acts about one decision, oldest first. */
export async function selectActs(handle: Handle, decisionId: string) {
  return await handle
    .withTables<KernelTables>()
    .selectFrom('kernel.act as act')
    .leftJoin('kernel.act_content as content', join =>
      join.onRef('content.recorded_at', '=', 'act.recorded_at').onRef('content.act_id', '=', 'act.id'),
    )
    .selectAll('act')
    .select(['content.value', 'content.reason'])
    .where('act.decision_id', '=', decisionId)
    .orderBy('act.recorded_at')
    .orderBy('act.id')
    .execute()
}

/**
 * Claims the settlement of a decision for one person. The primary key decides between two who act at once.
 * @returns null when it is ours, else what the other did.
 */
export async function claimSettlement(
  tx: Transaction,
  claim: { decisionId: string; verdict: string | null; by: string; at: Date },
): Promise<{ verdict: string | null; firstConfirmedBy: string | null } | null> {
  const settledAt = claim.verdict === null ? null : claim.at
  const claimed = await sql<{ decision_id: string }>`
    insert into kernel.settlement (decision_id, first_confirmed_by, verdict, settled_at)
    values (${claim.decisionId}, ${claim.by}, ${claim.verdict}, ${settledAt})
    on conflict (decision_id) do update set verdict = excluded.verdict, settled_at = excluded.settled_at
      where kernel.settlement.verdict is null and excluded.verdict is not null
    returning decision_id`.execute(tx)
  if (claimed.rows.length > 0) return null
  const row = await tx
    .withTables<KernelTables>()
    .selectFrom('kernel.settlement')
    .select(['verdict', 'first_confirmed_by'])
    .where('decision_id', '=', claim.decisionId)
    .executeTakeFirstOrThrow()
  return { verdict: row.verdict, firstConfirmedBy: row.first_confirmed_by }
}

/** Forgets the settlement of a decision, a first confirmation with it. @returns the verdict; null when there was none. */
export async function dropSettlement(tx: Transaction, decisionId: string): Promise<string | null> {
  const { rows } = await sql<{ verdict: string | null }>`
    delete from kernel.settlement where decision_id = ${decisionId} and verdict is not null returning verdict`.execute(
    tx,
  )
  return rows[0]?.verdict ?? null
}
