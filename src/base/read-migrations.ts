import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Migration, orderMigrations, readMigration } from './migrations.rules.ts'
import { rooms } from './rooms.ts'

const sourceFolder = dirname(dirname(fileURLToPath(import.meta.url)))

/** All migrations of all rooms in the order they are applied. `folder` is the source folder (tests give their own). */
export async function readMigrations(folder = sourceFolder): Promise<Migration[]> {
  const scenarios = (await namesIn(join(folder, 'scenarios'))).map(name => `scenarios/${name}`)
  const found: Migration[] = []
  for (const room of [...rooms.filter(room => room !== 'scenarios'), ...scenarios]) {
    const place = join(folder, room, 'migrations')
    for (const file of await namesIn(place)) {
      if (!file.endsWith('.sql')) continue
      found.push(readMigration(room, file, await readFile(join(place, file), 'utf8')))
    }
  }
  return orderMigrations(found, rooms)
}

async function namesIn(folder: string): Promise<string[]> {
  return await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
    throw error
  })
}
