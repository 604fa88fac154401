import { sql } from 'kysely'
import { type Handle, sealText, type Transaction } from '#base/index.ts'
import type { KernelTables } from '../kernel.tables.ts'

/** What is switched off by hand. */
export async function selectSwitches(handle: Handle) {
  return await handle
    .withTables<KernelTables>()
    .selectFrom('kernel.breaker_switch')
    .selectAll()
    .orderBy('algorithm')
    .execute()
}

/** Switches off. @returns false when it was off already */
export async function insertSwitch(
  tx: Transaction,
  of: { algorithm: string; by: string; reason: string },
): Promise<boolean> {
  const { rows } = await sql`
    insert into kernel.breaker_switch (algorithm, off_at, off_by, reason)
    values (${of.algorithm}, ${new Date()}, ${of.by}, ${sealText(of.reason)})
    on conflict (algorithm) do update set on_asked_by = null, on_asked_at = null, reason = excluded.reason,
      off_by = excluded.off_by where kernel.breaker_switch.on_asked_by is not null
    returning algorithm`.execute(tx)
  return rows.length > 0
}

/** What is off under a name, held until the transaction ends. */
export async function lockSwitch(tx: Transaction, algorithm: string) {
  const { rows } = await sql<{ on_asked_by: string | null }>`
    select on_asked_by from kernel.breaker_switch where algorithm = ${algorithm} for update`.execute(tx)
  return rows[0]
}

/** Keeps who asked to switch on. */
export async function saveAsked(tx: Transaction, algorithm: string, by: string): Promise<void> {
  await sql`
    update kernel.breaker_switch set on_asked_by = ${by}, on_asked_at = ${new Date()}
     where algorithm = ${algorithm}`.execute(tx)
}

/** Switches on. */
export async function deleteSwitch(tx: Transaction, algorithm: string): Promise<void> {
  await sql`delete from kernel.breaker_switch where algorithm = ${algorithm}`.execute(tx)
}
