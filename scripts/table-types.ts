import type { Database } from '#base/database.ts'
import { readMigrations } from '#base/read-migrations.ts'
import { readColumns } from './columns.store.ts'
import { renderTables } from './render-tables.ts'

/** The generated files as they ought to be: path from the repository's root → text. Rooms without tables have none. */
export async function renderTableTypes(database: Database): Promise<Map<string, string>> {
  const rooms = [...new Set((await readMigrations()).map(migration => migration.room))]
  const schemaOf = (room: string) => room.split('/').at(-1)!
  const columns = Map.groupBy(await readColumns(database, rooms.map(schemaOf)), column => column.schema)
  const files = new Map<string, string>()
  for (const room of rooms) {
    const schema = schemaOf(room)
    const own = columns.get(schema)
    if (own) files.set(`src/${room}/${schema}.tables.ts`, renderTables(schema, own))
  }
  return files
}
