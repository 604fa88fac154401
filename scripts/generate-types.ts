import { readFile, writeFile } from 'node:fs/promises'
import { testDatabase } from '../test/test-database.ts'
import { renderTableTypes } from './table-types.ts'

/** Writes `src/<room>/<room>.tables.ts` of every room from a freshly migrated database; leaves unchanged files alone. */
const { owner, close } = await testDatabase()
try {
  for (const [path, text] of await renderTableTypes(owner)) {
    const present = await readFile(path, 'utf8').catch(() => '')
    if (present === text) continue
    await writeFile(path, text)
    console.log(`wrote ${path}`)
  }
} finally {
  await close()
}
// The connection that marks the shared server as used would hold the process.
process.exit(0)
