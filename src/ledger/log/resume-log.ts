import { type Database, inTransaction, isCode } from '#base/index.ts'
import { append } from '../append-entry.ts'
import { ledgerError } from '../ledger.errors.ts'
import { compareSeen } from './compare-seen.ts'
import { claimSequencer, type HeadRow, keepCheckpoint, saveHead, selectHead } from './log.store.ts'
import { readSeenHead, writeSeenHead } from './seen-head.ts'
import { signHead } from './sequence-entries.ts'

/** The next name of a log that had to begin anew: readers of the old one are not told that it goes on. */
function nextOrigin(origin: string): string {
  const found = /^(.*)\/r(\d+)$/.exec(origin)
  return found ? `${found[1]}/r${Number(found[2]) + 1}` : `${origin}/r2`
}

async function isBroken(database: Database, dataFolder: string) {
  const seen = await readSeenHead(dataFolder)
  const head = await selectHead(database)
  if (!seen || !head) return null
  try {
    await compareSeen(database, seen, head)
    return null
  } catch (error) {
    for (const why of ['ledger.rolled-back', 'ledger.forked'])
      if (isCode(error, why)) return { seen, head, why }
    throw error
  }
}

/**
 * Signs on after a restore that was meant: under a new name, with a new key, and with an entry that says what was lost. A log
 * that went on under its old name would have shown two histories to its readers.
 * @throws ledger.nothing-to-resume when the log continues what this node saw.
 */
export async function resumeLog(
  parts: { database: Database; dataFolder: string },
  { by, reason }: { by: string; reason: string },
): Promise<HeadRow> {
  const broken = await isBroken(parts.database, parts.dataFolder)
  if (!broken) throw ledgerError('ledger.nothing-to-resume')
  const { seen, head, why } = broken
  const resumed = await inTransaction(parts.database, async tx => {
    if (!(await claimSequencer(tx))) throw ledgerError('ledger.nothing-to-resume')
    const body = {
      by,
      reason,
      why,
      origin: seen.origin,
      seenSize: seen.size,
      seenRoot: seen.root.toString('hex'),
      heldSize: head.size,
    }
    await append(tx, [{ kind: 'ledger.resumed', subject: 'ledger', body }])
    const now = await signHead(tx, { origin: nextOrigin(head.origin), size: head.size, root: head.root })
    await saveHead(tx, now)
    await keepCheckpoint(tx, now)
    return now
  })
  await writeSeenHead(parts.dataFolder, resumed.note)
  return resumed
}
