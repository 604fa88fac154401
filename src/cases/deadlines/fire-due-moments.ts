import { type Database, inTransaction, uuidv7 } from '#base/index.ts'
import { append, leafHash } from '#ledger/index.ts'
import { fireMoments } from './due-moment.store.ts'

const atOnce = 5000

/**
 * Fires the deadlines that are due, each once, a batch with its ledger entry in one transaction.
 * @returns how many fired; fewer than a batch holds when none is left.
 */
async function fireBatch(database: Database): Promise<number> {
  return await inTransaction(database, async tx => {
    const fired = await fireMoments(tx, atOnce)
    if (fired.length === 0) return 0
    const id = uuidv7()
    const leaves = fired.map(({ case_id, kind, at, department_id }) => ({
      case: case_id,
      kind,
      at: at.toISOString(),
      department: department_id,
    }))
    const body = { count: fired.length, digest: leafHash(leaves).toString('hex') }
    await append(tx, [{ id, kind: 'case.deadlines-fired', subject: `batch:${id}`, body }])
    return fired.length
  })
}

/** Fires everything that is due now. @returns how many moments fired here. */
export async function fireDueMoments(database: Database): Promise<number> {
  let fired = 0
  for (;;) {
    const count = await fireBatch(database)
    fired += count
    if (count < atOnce) return fired
  }
}
