import type { z } from 'zod'
import { within } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import type { CaseState } from '../case-words.contract.ts'
import type { taskFilter, taskList } from './joint.contract.ts'
import { selectTasksOf } from './joint-task.store.ts'
import { desksOf, taskView } from './task.view.ts'

const listed = 200

/** Tasks of the departments the actor works for. What a department was asked and said stays readable to it; the case does not. */
export async function listTasks(
  loop: Pick<CaseLoop, 'database'>,
  actor: Actor,
  filter: z.output<typeof taskFilter>,
): Promise<z.input<typeof taskList>> {
  const rows = await selectTasksOf(loop.database, desksOf(actor), {
    open: filter.open === 'true',
    limit: listed,
  })
  const reads = within('L4', actor.scope.level)
  return {
    items: rows.map(row => ({
      ...taskView(row, actor),
      caseId: row.case_id,
      code: row.code,
      caseState: row.case_state as CaseState,
      subject: reads ? row.subject : null,
    })),
    count: rows[0]?.total ?? 0,
  }
}
