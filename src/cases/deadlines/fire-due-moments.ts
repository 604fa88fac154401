import { type Database, inTransaction, uuidv7 } from '#base/index.ts'
import { append, leafHash } from '#ledger/index.ts'
import { tellOfDeadlines } from '../inbox/tell-of-deadlines.ts'
import { fireMoments, type PlannedMoment } from './due-moment.store.ts'

const atOnce = 5000

// In an order of their own, so that the digest can be made again from the rows that name the entry.
const inOrder = (one: PlannedMoment, other: PlannedMoment) =>
  `${one.case_id} ${one.step} ${one.kind}` < `${other.case_id} ${other.step} ${other.kind}` ? -1 : 1

/** What the ledger's digest of a batch is made of. */
export function firedLeaves(fired: readonly PlannedMoment[]) {
  return fired.toSorted(inOrder).map(({ case_id, step, kind, at, department_id }) => ({
    case: case_id,
    step,
    kind,
    at: at.toISOString(),
    department: department_id,
  }))
}

/** One batch with its ledger entry in one transaction; fewer than a batch holds when none is left. */
async function fireBatch(database: Database): Promise<number> {
  return await inTransaction(database, async tx => {
    const id = uuidv7()
    const fired = await fireMoments(tx, { entryId: id, limit: atOnce })
    if (fired.length === 0) return 0
    const body = { count: fired.length, digest: leafHash(firedLeaves(fired)).toString('hex') }
    await append(tx, [{ id, kind: 'case.deadlines-fired', subject: `batch:${id}`, body }])
    await tellOfDeadlines(tx, fired)
    return fired.length
  })
}

/** Fires everything that is due now, until it is told to stop. @returns how many moments fired here. */
export async function fireDueMoments(database: Database, signal?: AbortSignal): Promise<number> {
  let fired = 0
  while (!signal?.aborted) {
    const count = await fireBatch(database)
    fired += count
    if (count < atOnce) break
  }
  return fired
}
