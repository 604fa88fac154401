import { z } from 'zod'
import type { Route } from '#base/index.ts'
import { level } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { acknowledged, reminderKey, reminders } from '../deadlines.contract.ts'
import { limitEnd, limitList, limitRule, newLimit } from '../limits.contract.ts'
import { acknowledgeReminder } from './acknowledge-reminder.ts'
import { addLimit } from './add-limit.ts'
import { endLimit } from './end-limit.ts'
import { selectLimits } from './limit.store.ts'
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
    route({
      method: 'GET',
      path: '/api/limits',
      access: { action: 'city:read' },
      summary: 'Rules about how long cases may take, also those that are over or to come.',
      response: limitList,
      handle: async () => ({ items: await selectLimits(loop.database) }),
    }),
    route({
      method: 'POST',
      path: '/api/limits',
      access: { action: 'limits:edit' },
      summary: 'Add a rule about how long cases may take.',
      body: newLimit,
      response: limitRule,
      status: 201,
      handle: async ({ caller, body }) => await addLimit(loop, caller, body),
    }),
    route({
      method: 'POST',
      path: '/api/limits/:limitId/end',
      access: { action: 'limits:edit' },
      summary: 'End a rule on a day.',
      params: z.object({ limitId: level('L2', z.uuid()) }),
      body: limitEnd,
      response: limitRule,
      handle: async ({ caller, params, body }) =>
        await endLimit(loop, caller, { id: params.limitId, validTo: body.validTo }),
    }),
  ]
}
