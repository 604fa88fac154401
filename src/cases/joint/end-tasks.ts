import { append } from '#ledger/index.ts'
import type { Follower } from '../transitioned.ts'
import { endsTask } from './joint.rules.ts'
import { selectTasks, withdrawTasks } from './joint-task.store.ts'

/** A case that goes back, ends or comes to a co-host leaves no task open: nobody is asked for what is no longer needed. */
export const endTasks: Follower = async (tx, { before, after }) => {
  if (before.co_department_ids === null) return
  const open = (await selectTasks(tx, after.id)).filter(task => task.ended_at === null)
  const ids = open.filter(task => endsTask(after, task.department_id)).map(task => task.id)
  if (ids.length === 0) return
  await withdrawTasks(tx, { caseId: after.id, ids })
  await append(tx, [{ kind: 'case.tasks-withdrawn', subject: `case:${after.id}`, body: { tasks: ids } }])
}
