import { z } from 'zod'
import { level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import { board, boardQuery, exportRecords, newView, personLoads, savedViews } from '../board.contract.ts'
import { caseFilter } from '../case.contract.ts'
import type { CaseLoop } from '../case-loop.ts'
import { exportCases, listExports } from './export-cases.ts'
import { readBoard, readPeople } from './read-board.ts'
import { forgetView, listViews, saveView } from './save-view.ts'

/** Routes of the service board, of named filters and of taking cases out. */
export function boardRoutes(loop: CaseLoop): Route<Actor>[] {
  return [
    route({
      method: 'GET',
      path: '/api/board',
      access: { action: 'cases:read' },
      summary: 'Deadlines and load of the departments of your scope, each alone or with those below it.',
      query: boardQuery,
      response: board,
      handle: async ({ caller, query }) => await readBoard(loop, caller, query.below === 'true'),
    }),
    route({
      method: 'GET',
      path: '/api/board/people',
      access: { action: 'cases:read' },
      summary: 'Who of a department works on how much.',
      query: boardQuery.extend({ departmentId: level('L2', z.string().min(1).max(80)) }),
      response: personLoads,
      handle: async ({ caller, query: { departmentId, below } }) =>
        await readPeople(loop, caller, { departmentId, below: below === 'true' }),
    }),
    route({
      method: 'GET',
      path: '/api/views',
      access: { action: 'cases:read' },
      summary: 'The filters you named.',
      response: savedViews,
      handle: async ({ caller }) => await listViews(loop, caller),
    }),
    route({
      method: 'POST',
      path: '/api/views',
      access: { action: 'cases:read' },
      summary: 'Name a filter; one of the same name is replaced.',
      body: newView,
      response: savedViews,
      handle: async ({ caller, body }) => await saveView(loop, caller, body),
    }),
    route({
      method: 'DELETE',
      path: '/api/views/:viewId',
      access: { action: 'cases:read' },
      summary: 'Forget a filter you named.',
      params: z.object({ viewId: level('L2', z.uuid()) }),
      response: savedViews,
      handle: async ({ caller, params }) => await forgetView(loop, caller, params.viewId),
    }),
    route({
      method: 'GET',
      path: '/api/exports/cases',
      access: { action: 'cases:export' },
      summary: 'The cases a filter finds as CSV or XLSX; who takes out what is recorded.',
      callsPerMinute: 20,
      query: caseFilter.extend({
        format: level('L1', z.enum(['csv', 'xlsx'])),
        /** For somebody outside: without codes and words, made coarser until nobody stands alone. */
        outside: level('L1', z.enum(['true']).optional()),
      }),
      response: 'file',
      handle: async ({ caller, query: { format, outside, ...filter }, language }) =>
        await exportCases(loop, caller, { filter, format, language, outside: outside === 'true' }),
    }),
    route({
      method: 'GET',
      path: '/api/exports',
      access: 'signed-in',
      summary: 'Who took which cases out: your own, or all for who reads the ledger.',
      response: exportRecords,
      handle: async ({ caller }) => await listExports(loop, caller),
    }),
  ]
}
