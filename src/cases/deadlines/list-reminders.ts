import type { z } from 'zod'
import { within } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import type { CaseState, urgencies } from '../case-words.contract.ts'
import type { reminders } from '../deadlines.contract.ts'
import { selectReminders, type Told } from './due-moment.store.ts'
import { toldOf } from './due-moments.rules.ts'

const listed = 200
const nobody = { departments: [], regions: [] }

/** What an actor is told of deadlines: by role, on the desk, up the chain of departments or in the whole scope. */
export async function toldTo(loop: Pick<CaseLoop, 'city'>, actor: Actor): Promise<Told> {
  const { departments } = await loop.city.snapshot()
  const { departmentId } = actor
  return {
    scope: actor.scope,
    desk: actor.desk ?? nobody,
    own: departmentId === null ? [] : [departmentId],
    under:
      departmentId === null
        ? []
        : departments.filter(one => one.parentId === departmentId).map(one => one.id),
    kinds: toldOf(actor.roles),
  }
}

/** Deadlines the actor has been told about and nobody has acknowledged, longest overdue first. */
export async function listReminders(
  loop: Pick<CaseLoop, 'database' | 'city'>,
  actor: Actor,
): Promise<z.input<typeof reminders>> {
  const rows = await selectReminders(loop.database, await toldTo(loop, actor), listed)
  const readsSubject = within('L4', actor.scope.level)
  return {
    items: rows.map(row => ({
      caseId: row.case_id,
      code: row.code,
      subject: readsSubject ? row.subject : null,
      state: row.state as CaseState,
      urgency: row.urgency as (typeof urgencies)[number],
      departmentId: row.department_id,
      kind: row.kind,
      step: row.step,
      at: row.at.toISOString(),
      dueAt: row.due_at?.toISOString() ?? null,
    })),
    count: rows[0]?.total ?? 0,
  }
}
