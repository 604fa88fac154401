import type { Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { acknowledged, reminderKey, reminders } from '../deadlines.contract.ts'
import { acknowledgeReminder } from './acknowledge-reminder.ts'
import { listReminders } from './list-reminders.ts'

/** Routes about deadlines that are near or over. */
export function deadlineRoutes(loop: CaseLoop): Route<Actor>[] {
  return [
    route({
      method: 'GET',
      path: '/api/reminders',
      access: { action: 'cases:read' },
      summary: 'Deadlines you were told about and nobody has acknowledged, longest overdue first.',
      response: reminders,
      handle: async ({ caller }) => await listReminders(loop, caller),
    }),
    route({
      method: 'POST',
      path: '/api/reminders/acknowledge',
      access: { action: 'cases:comment' },
      summary: 'Take note of a deadline: nobody is reminded of this moment any more.',
      body: reminderKey,
      response: acknowledged,
      handle: async ({ caller, body }) => await acknowledgeReminder(loop, caller, body),
    }),
  ]
}
