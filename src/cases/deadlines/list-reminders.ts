import type { z } from 'zod'
import { within } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import type { CaseState, urgencies } from '../case.contract.ts'
import type { CaseLoop } from '../case-loop.ts'
import type { reminders } from '../deadlines.contract.ts'
import { selectReminders, type Told } from './due-moment.store.ts'
import { toldOf } from './due-moments.rules.ts'

const listed = 200
const nobody = { departments: [], regions: [] }

/** What an actor is told of deadlines: by role, on the desk or in the whole scope. */
export function toldTo(actor: Actor): Told {
  return { scope: actor.scope, desk: actor.desk ?? nobody, kinds: toldOf(actor.roles) }
}

/** Deadlines the actor has been told about and nobody has acknowledged, longest overdue first. */
export async function listReminders(
  loop: Pick<CaseLoop, 'database'>,
  actor: Actor,
): Promise<z.input<typeof reminders>> {
  const rows = await selectReminders(loop.database, toldTo(actor), listed)
  const readsSubject = within('L3', actor.scope.level)
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
