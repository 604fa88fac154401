import { type Database, inTransaction, uuidv7 } from '#base/index.ts'
import { append, leafHash } from '#ledger/index.ts'
import { tellOfMoment } from '../inbox/tell-of-moment.ts'
import { type ToldTask, tellTasks } from './joint-task.store.ts'

const atOnce = 1000

const leaf = ({ id, case_id, department_id, kind }: ToldTask) => ({
  task: id,
  case: case_id,
  department: department_id,
  kind,
})

/** Tells co-hosts of their deadlines, each once, until told to stop. @returns how many were told here. */
export async function tellDueTasks(database: Database, signal?: AbortSignal): Promise<number> {
  let told = 0
  while (!signal?.aborted) {
    const count = await inTransaction(database, async tx => {
      const found = await tellTasks(tx, atOnce)
      if (found.length === 0) return 0
      const id = uuidv7()
      const body = { count: found.length, digest: leafHash(found.map(leaf)).toString('hex') }
      await append(tx, [{ id, kind: 'case.task-deadlines-told', subject: `batch:${id}`, body }])
      for (const kind of ['warning', 'overdue'] as const) {
        const told = found.filter(task => task.kind === kind)
        const about = told.map(task => ({ caseId: task.case_id, departmentId: task.department_id }))
        await tellOfMoment(tx, `task-${kind}`, about)
      }
      return found.length
    })
    told += count
    if (count < atOnce) break
  }
  return told
}
