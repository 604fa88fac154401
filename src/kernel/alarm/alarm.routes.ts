import { z } from 'zod'
import { level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import { alarmMade, alarmPage, alarmReport, alarmRuling, alarmStates } from './alarm.contract.ts'
import type { ExceptionHolder } from './hold-exceptions.ts'
import { listAlarms, trainingRows } from './list-alarms.ts'
import { type AlarmParts, reportAlarm } from './report-alarm.ts'
import { endRuledException, ruleOnAlarm } from './rule-on-alarm.ts'

const done = z.object({ exceptionId: level('L2', z.string().nullable()) })

/** Routes of false alarms and missed findings: whoever meets one says so, the security administrator rules. */
export function alarmRoutes(parts: AlarmParts & { exceptions: ExceptionHolder }): Route<Actor>[] {
  const { database } = parts
  return [
    route({
      method: 'POST',
      path: '/api/guard/alarms',
      access: { action: 'guard:report' },
      summary: 'Reports what the guard found wrongly, or missed, in what a decision was made on.',
      body: alarmReport,
      response: alarmMade,
      status: 201,
      callsPerMinute: 60,
      handle: async ({ body, caller }) => ({ alarmId: await reportAlarm(parts, body, caller) }),
    }),
    route({
      method: 'GET',
      path: '/api/guard/alarms',
      access: { action: 'guard:read' },
      summary: 'Reported alarms, newest first, their texts hidden as far as identities were found in them.',
      query: z.object({
        state: level('L1', z.enum(alarmStates).optional()),
        before: level('L2', z.uuid().optional()),
        limit: level('L1', z.coerce.number().int().min(1).max(100).default(30)),
      }),
      response: alarmPage,
      handle: async ({ query }) => await listAlarms(database, query),
    }),
    route({
      method: 'POST',
      path: '/api/guard/alarms/:alarmId/rule',
      access: { action: 'guard:edit' },
      summary: 'Upholds or rejects an alarm; upheld, it takes effect at once.',
      params: z.object({ alarmId: level('L2', z.uuid()) }),
      body: alarmRuling,
      response: done,
      handle: async ({ params, body, caller }) => ({
        exceptionId: await ruleOnAlarm(parts, params.alarmId, { ...body, by: caller }),
      }),
    }),
    route({
      method: 'POST',
      path: '/api/guard/exceptions/:exceptionId/end',
      access: { action: 'guard:edit' },
      summary: 'Ends an exception that followed from an alarm.',
      params: z.object({ exceptionId: level('L2', z.uuid()) }),
      response: done,
      handle: async ({ params, caller }) => {
        await endRuledException(parts, params.exceptionId, caller)
        return { exceptionId: params.exceptionId }
      },
    }),
    route({
      method: 'GET',
      path: '/api/guard/alarms/rows.jsonl',
      access: { action: 'guard:edit' },
      summary: 'Upheld alarms as training rows, one JSON a line, identities hidden.',
      response: 'file',
      handle: async () => ({
        download: true,
        name: 'guard-alarms.jsonl',
        contentType: 'application/x-ndjson; charset=utf-8',
        body: await trainingRows(database),
      }),
    }),
  ]
}
