import { uuidv7 } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { annotateCase } from '../annotate-case.ts'
import type { CaseLoop } from '../case-loop.ts'
import { checkDepartment } from '../check-place.ts'
import type { Acted } from '../transition.ts'
import type { AskCoHostBody } from './joint.contract.ts'
import { jointError } from './joint.errors.ts'
import { mayBeJoined, taskDue } from './joint.rules.ts'
import { insertTask, selectOpenDepartments } from './joint-task.store.ts'

/**
 * Asks a department to help with a case (协办): it gets a task of its own and reads the case while the task is open.
 * @throws cases.no-joint-work-now, cases.host-is-no-co-host, cases.task-is-open, cases.unknown-department.
 */
export async function askCoHost(
  loop: CaseLoop,
  actor: Actor,
  act: { caseId: string; body: AskCoHostBody },
): Promise<Acted> {
  const { departmentId, asked, workdays } = act.body
  const city = await loop.city.snapshot()
  checkDepartment(city, departmentId)
  return await annotateCase(loop, actor, {
    caseId: act.caseId,
    permission: 'cases:coordinate',
    type: 'co-host-asked',
    effect: async (tx, held) => {
      if (!mayBeJoined(held.state)) throw jointError('cases.no-joint-work-now')
      if (held.department_id === departmentId) throw jointError('cases.host-is-no-co-host')
      if (held.co_department_ids?.includes(departmentId)) throw jointError('cases.task-is-open')
      const from = new Date()
      const { due, warn } = taskDue({ from, workdays, caseDue: held.due_at }, city.calendar)
      const id = uuidv7()
      await insertTask(tx, {
        id,
        caseId: held.id,
        departmentId,
        askedAt: from,
        askedBy: actor.id,
        warnAt: warn,
        dueAt: due,
        asked,
      })
      return {
        change: { co_department_ids: await selectOpenDepartments(tx, held.id) },
        departmentId,
        text: asked,
        details: { task: id, dueAt: due?.toISOString() ?? null },
      }
    },
  })
}
