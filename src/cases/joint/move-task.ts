import { baseError } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { annotateCase } from '../annotate-case.ts'
import { selectCase } from '../case.store.ts'
import type { CaseLoop } from '../case-loop.ts'
import type { EventType } from '../case-words.contract.ts'
import type { Acted } from '../transition.ts'
import type { TaskState } from './joint.contract.ts'
import { jointError } from './joint.errors.ts'
import { selectOpenDepartments, selectTask, updateTask } from './joint-task.store.ts'
import { desksOf } from './task.view.ts'

/** What is done with a task: by its department, or by who asked for it. */
export interface TaskMove {
  taskId: string
  to: Exclude<TaskState, 'asked'>
  by: 'co-host' | 'host'
  type: EventType
  said: string | null
}

/**
 * Moves the task of a co-host. A task that ended is told from one that is not there only to who may know of it.
 * @throws base.not-found, cases.task-has-ended, and what annotating throws.
 */
export async function moveTask(loop: CaseLoop, actor: Actor, move: TaskMove): Promise<Acted> {
  const { taskId, to, by } = move
  const found = await selectTask(loop.database, taskId)
  const own = found !== undefined && desksOf(actor).includes(found.department_id)
  if (!found || (by === 'co-host' && !own)) throw baseError('base.not-found')
  const known =
    own || (await selectCase(loop.database, { caseId: found.case_id, scope: actor.scope })) !== undefined
  if (found.ended_at && known) throw jointError('cases.task-has-ended')
  return await annotateCase(loop, actor, {
    caseId: found.case_id,
    permission: by === 'co-host' ? 'cases:co-handle' : 'cases:coordinate',
    type: move.type,
    effect: async (tx, held) => {
      const task = await selectTask(tx, taskId)
      if (!task || task.ended_at || task.state === to) throw jointError('cases.task-has-ended')
      const ends = to !== 'accepted'
      await updateTask(tx, taskId, { state: to, endedAt: ends ? new Date() : null, said: move.said })
      return {
        change: { co_department_ids: await selectOpenDepartments(tx, held.id) },
        departmentId: task.department_id,
        text: move.said,
        details: { task: taskId },
      }
    },
  })
}
