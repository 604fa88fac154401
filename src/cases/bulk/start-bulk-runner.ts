import { attempt, type Database, inTransaction, keepDoing, listTasks } from '#base/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { releaseDue } from '../inbox/held-notice.store.ts'
import { lowestIdAt } from '../inbox/message-id.rules.ts'
import { deleteBulks } from './bulk.store.ts'
import { bulkKind } from './bulk-task.ts'
import { takeBulk } from './take-bulk.ts'

const everyMilliseconds = 1000
const released = 200
/** Rounds between two removals of acts of long ago: an hour. */
const removeEvery = 3600
/** What became of each case stands on its timeline; who did it needs the list for a month. */
const keptMilliseconds = 30 * 86_400_000
const removed = 200

/** Acts that wait or seem to run, the oldest first. */
export async function openBulks(database: Database): Promise<string[]> {
  const open = await listTasks(database, { kind: bulkKind, states: ['queued', 'running'], limit: 100 })
  return open.map(task => task.id).toReversed()
}

/** Tells citizens of what can no longer be taken back. */
export async function releaseNotices(database: Database, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await inTransaction(database, tx => releaseDue(tx, released))) > 0);
}

/**
 * Takes bulk acts as they are queued, and those whose process was killed; tells citizens when the time to take one back is
 * over. Several processes may.
 * @returns how to stop: the present case is done, what is left stays for the next start.
 */
export function startBulkRunner(loop: CaseLoop, warn: (error: Error) => void): () => Promise<void> {
  const { database } = loop
  return keepDoing({
    everyMilliseconds,
    work: async (turn, signal) => {
      const told = (work: () => Promise<unknown>) => attempt(work, { signal, warn })
      await told(() => releaseNotices(database, signal))
      for (const id of await openBulks(database))
        if (!signal.aborted) await told(() => takeBulk(loop, id, { stopping: signal, warn }))
      const before = lowestIdAt(new Date(Date.now() - keptMilliseconds))
      if (turn % removeEvery === 0) await told(() => deleteBulks(database, before, removed))
    },
    warn,
  })
}
