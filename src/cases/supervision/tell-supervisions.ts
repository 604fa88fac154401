import { type Database, inTransaction, uuidv7 } from '#base/index.ts'
import { append, leafHash } from '#ledger/index.ts'
import { tellOfMoment } from '../inbox/tell-of-moment.ts'
import { type ToldSupervision, tellOverdue } from './supervision.store.ts'

const atOnce = 1000

const leaf = ({ id, case_id, department_id }: ToldSupervision) => ({
  supervision: id,
  case: case_id,
  department: department_id,
})

/** Tells of supervisions that nobody answered in time, each once for each asking, until told to stop. @returns how many. */
export async function tellDueSupervisions(database: Database, signal?: AbortSignal): Promise<number> {
  let told = 0
  while (!signal?.aborted) {
    const count = await inTransaction(database, async tx => {
      const found = await tellOverdue(tx, atOnce)
      if (found.length === 0) return 0
      const id = uuidv7()
      const body = { count: found.length, digest: leafHash(found.map(leaf)).toString('hex') }
      await append(tx, [{ id, kind: 'case.supervisions-overdue', subject: `batch:${id}`, body }])
      const told = found.map(one => ({ caseId: one.case_id, departmentId: one.department_id }))
      await tellOfMoment(tx, 'supervision-overdue', told)
      return found.length
    })
    told += count
    if (count < atOnce) break
  }
  return told
}
