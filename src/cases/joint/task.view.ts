import type { z } from 'zod'
import { within } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import type { jointTask } from './joint.contract.ts'
import type { TaskRow } from './joint-task.store.ts'

/** Departments the actor works for; grid members work by place and host no task. */
export function desksOf(actor: Actor): readonly string[] {
  return actor.desk?.departments ?? []
}

/** A task as its reader may see it: texts from L4. */
export function taskView(task: TaskRow, actor: Actor): z.input<typeof jointTask> {
  const reads = within('L4', actor.scope.level)
  return {
    taskId: task.id,
    departmentId: task.department_id,
    state: task.state,
    askedAt: task.asked_at.toISOString(),
    dueAt: task.due_at?.toISOString() ?? null,
    warned: task.warned_at !== null,
    overdue: task.overdue_at !== null,
    endedAt: task.ended_at?.toISOString() ?? null,
    asked: reads ? task.asked : null,
    said: reads ? task.said : null,
    mine: desksOf(actor).includes(task.department_id),
  }
}
