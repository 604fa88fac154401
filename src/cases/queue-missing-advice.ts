import { type Database, inTransaction, type Jobs } from '#base/index.ts'
import { selectWaitingForAdvice } from './advise.store.ts'
import { adviseJob } from './advise-cases.ts'

const atOnce = 500

/**
 * Asks for advice on cases that wait for a dispatcher and have none: generated ones, and those whose job was lost with a
 * database that was restored. Done when a process begins to work; jobs asked for twice do nothing the second time.
 * @returns how many cases were asked for.
 */
export async function queueMissingAdvice(parts: {
  database: Database
  jobs: Pick<Jobs, 'send'>
}): Promise<number> {
  const ids = await selectWaitingForAdvice(parts.database)
  for (let at = 0; at < ids.length; at += atOnce) {
    const caseIds = ids.slice(at, at + atOnce)
    await inTransaction(parts.database, tx => parts.jobs.send(tx, adviseJob, { caseIds }))
  }
  return ids.length
}
