import type { Kysely } from 'kysely'
import { type Handle, sealText, type Transaction } from '#base/index.ts'
import type { KernelTables } from '../kernel.tables.ts'

const tables = (handle: Handle): Kysely<KernelTables> => handle.withTables<KernelTables>()

/** Writes an override. @returns false when that check of that decision has one already. */
export async function insertOverride(
  tx: Transaction,
  row: { id: string; recordedAt: Date; decisionId: string; check: string; madeBy: string; reason: string },
): Promise<boolean> {
  const done = await tables(tx)
    .insertInto('kernel.check_override')
    .values({
      id: row.id,
      recorded_at: row.recordedAt,
      decision_id: row.decisionId,
      check_name: row.check,
      made_by: row.madeBy,
      reason: sealText(row.reason),
    })
    .onConflict(conflict => conflict.columns(['decision_id', 'check_name']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}

/** The overrides of one decision, in the order in which they were made. */
export async function selectOverrides(handle: Handle, decisionId: string) {
  return await tables(handle)
    .selectFrom('kernel.check_override')
    .select(['check_name', 'made_by', 'recorded_at', 'reason'])
    .where('decision_id', '=', decisionId)
    .orderBy('id')
    .execute()
}

/** The checks that were overridden for advice of an algorithm about a subject. */
export async function selectOverridden(
  handle: Handle,
  algorithm: string,
  subject: string,
): Promise<Set<string>> {
  const rows = await tables(handle)
    .selectFrom('kernel.check_override as override')
    .innerJoin('kernel.decision as decision', 'decision.id', 'override.decision_id')
    .select('override.check_name')
    .distinct()
    .where('decision.subject', '=', subject)
    .where('decision.algorithm', '=', algorithm)
    .execute()
  return new Set(rows.map(row => row.check_name))
}
