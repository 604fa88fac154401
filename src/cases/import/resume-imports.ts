import { type Database, keepDoing, listTasks } from '#base/index.ts'
import { fillLookUps } from '../fill-look-ups.ts'
import { fillSearch } from './fill-search.ts'
import { type ImportParts, importKind } from './import-parts.ts'
import { removeOldImports } from './remove-imports.ts'
import { takeImport } from './take-import.ts'

const betweenLooks = 1000
const betweenRemovals = 3_600_000
/** After each import, however many wait: cases nobody finds must not wait for all of them, nor an upload for all cases. */
const fillMilliseconds = 10_000

/** Imports that wait or seem to run, the oldest first. */
export async function openImports(database: Database): Promise<string[]> {
  const open = await listTasks(database, { kind: importKind, states: ['queued', 'running'], limit: 100 })
  return open.map(task => task.id).toReversed()
}

/**
 * Takes imports as they are queued, and those whose process was killed within 20 seconds of it; one at a time. Several
 * processes may do so: each import has one of them.
 * @returns how to stop: the present chunk is written, what is left stays for the next start.
 */
export function startImportRunner(parts: ImportParts): () => Promise<void> {
  let removed = 0
  let lookedUp = false
  const look = async (_turn: number, signal: AbortSignal) => {
    const fill = () => fillSearch(parts.loop.database, { signal, until: Date.now() + fillMilliseconds })
    for (const id of await openImports(parts.loop.database)) {
      if (signal.aborted) return
      await takeImport(parts, id, signal)
      await fill()
    }
    await fill()
    // Once: nothing that is written from here on needs it.
    if (!lookedUp) {
      const limits = { signal, until: Date.now() + fillMilliseconds }
      lookedUp = (await fillLookUps(parts.loop.database, limits)).complete
    }
    if (Date.now() - removed < betweenRemovals) return
    removed = Date.now()
    await removeOldImports(parts, new Date())
  }
  return keepDoing({
    everyMilliseconds: betweenLooks,
    work: look,
    warn: error => parts.log.warn({ err: error }, 'import runner'),
  })
}
