import { sql } from 'kysely'
import type { Database } from '#base/index.ts'

/** Does as the owner of the database what the product may not do: the triggers of a table and its partitions are off first. */
export async function alterHistory(owner: Database, table: string, statement: string): Promise<void> {
  await owner.connection().execute(async connection => {
    const { rows } = await sql<{ name: string }>`
      select relid::regclass::text as name from pg_partition_tree(${table}::regclass)
      union select ${table}`.execute(connection)
    for (const { name } of rows) await sql.raw(`alter table ${name} disable trigger user`).execute(connection)
    await sql.raw(statement).execute(connection)
  })
}
