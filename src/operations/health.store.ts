import { sql } from 'kysely'
import type { Handle } from '#base/index.ts'

/** Version of the server and how long a trivial question took, in milliseconds. */
export async function selectVersion(handle: Handle): Promise<{ version: string; milliseconds: number }> {
  const began = performance.now()
  const { rows } = await sql<{
    version: string
  }>`select current_setting('server_version') as version`.execute(handle)
  return { version: rows[0]!.version, milliseconds: performance.now() - began }
}

/** Asks the queue for nothing, by a table that every job needs. */
export async function askQueue(handle: Handle): Promise<void> {
  await sql`select name from pgboss.queue limit 1`.execute(handle)
}

/** The queue's own table: how much waits, what failed in the last day, and how long the oldest due job has waited. */
export async function selectQueue(
  handle: Handle,
): Promise<{ waiting: number; failed: number; oldestSeconds: number }> {
  const { rows } = await sql<{ waiting: number; failed: number; oldestSeconds: number | null }>`
    select count(*) filter (where state in ('created', 'retry')) as waiting,
           count(*) filter (where state = 'failed' and completed_on > now() - interval '1 day') as failed,
           extract(epoch from now() - min(start_after) filter (where state in ('created', 'retry') and start_after < now()))::float8
             as "oldestSeconds"
    from pgboss.job where name not like '\\_\\_%'`.execute(handle)
  const row = rows[0]!
  return { waiting: row.waiting, failed: row.failed, oldestSeconds: row.oldestSeconds ?? 0 }
}
