import { sql } from 'kysely'
import type { Database } from '#base/index.ts'

/** Puts algorithms on the register everywhere, as if people had written and approved their entries long ago. */
export async function registerHere(database: Database, algorithms: readonly { id: string }[]): Promise<void> {
  for (const { id } of algorithms) {
    await sql`
      insert into kernel.register_entry (id, algorithm, version, state, content, risk, gate, carried_over, written_at, written_by, expires_at)
      values (gen_random_uuid(), ${id}, 1, 'in-force', '{}', 'low', 'informs', true, now(), 'test', now() + interval '3000 days') on conflict do nothing`.execute(
      database,
    )
    await sql`
      insert into kernel.register_stage (id, algorithm, stage, departments, began_at, began_by)
      values (gen_random_uuid(), ${id}, 'everywhere', '{}', now(), 'test') on conflict do nothing`.execute(
      database,
    )
  }
}

/** Takes everything off the register again, without a trace. */
export async function endHere(database: Database): Promise<void> {
  await sql`delete from kernel.register_entry`.execute(database)
  await sql`delete from kernel.register_stage`.execute(database)
}

/** Lets the entry that is in force run out. */
export async function letExpire(database: Database, algorithm: string): Promise<void> {
  await sql`
    update kernel.register_entry set expires_at = now() where algorithm = ${algorithm} and state = 'in-force'`.execute(
    database,
  )
}

/** Ends the access of an account. */
export async function endAccess(database: Database, account: string): Promise<void> {
  await sql`update identity.person set active = false where account = ${account}`.execute(database)
}

/** Makes an entry ask for two people. */
export async function raiseGate(database: Database, algorithm: string): Promise<void> {
  await sql`
    update kernel.register_entry set risk = 'high', gate = 'two-humans-confirm'
     where algorithm = ${algorithm} and state = 'in-force'`.execute(database)
}
