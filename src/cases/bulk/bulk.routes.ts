import type { Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import {
  bulkDetail,
  bulkKey,
  bulkList,
  bulkPreview,
  previewBulk,
  startBulk as startBody,
} from './bulk.contract.ts'
import { cancelBulk } from './cancel-bulk.ts'
import { rehearseBulk } from './preview-bulk.ts'
import { listBulks, readBulk } from './read-bulk.ts'
import { startBulk } from './start-bulk.ts'
import { undoBulk } from './undo-bulk.ts'

const access = { action: 'cases:bulk' }

/** Routes of bulk acts. Each case is done by the single action with its own permission; an act is its person's alone. */
export function bulkRoutes(loop: CaseLoop): Route<Actor>[] {
  return [
    route({
      method: 'POST',
      path: '/api/bulk-acts/preview',
      access,
      summary: 'What would become of each of up to 500 cases. Nothing is done.',
      callsPerMinute: 60,
      body: previewBulk,
      response: bulkPreview,
      handle: async ({ caller, body, language }) =>
        await rehearseBulk(loop, caller, { bulk: body, language }),
    }),
    route({
      method: 'POST',
      path: '/api/bulk-acts',
      access,
      summary: 'Dispatch, assign or close up to 500 cases; poll the act for what became of each.',
      callsPerMinute: 60,
      body: startBody,
      response: bulkDetail,
      status: 202,
      handle: async ({ caller, body, language }) => {
        const bulkId = await startBulk(loop, caller, body)
        return await readBulk(loop, caller, { bulkId, language })
      },
    }),
    route({
      method: 'GET',
      path: '/api/bulk-acts',
      access,
      summary: 'Your newest bulk acts.',
      response: bulkList,
      handle: async ({ caller }) => ({ items: await listBulks(loop, caller) }),
    }),
    route({
      method: 'GET',
      path: '/api/bulk-acts/:bulkId',
      access,
      summary: 'One of your bulk acts: progress, and what became of each case.',
      params: bulkKey,
      response: bulkDetail,
      handle: async ({ caller, params, language }) => await readBulk(loop, caller, { ...params, language }),
    }),
    route({
      method: 'POST',
      path: '/api/bulk-acts/:bulkId/cancel',
      access,
      summary: 'End a bulk act after the present case; what was done stays and can be taken back.',
      params: bulkKey,
      response: bulkDetail,
      handle: async ({ caller, params, language }) => {
        await cancelBulk(loop, caller, params.bulkId)
        return await readBulk(loop, caller, { ...params, language })
      },
    }),
    route({
      method: 'POST',
      path: '/api/bulk-acts/:bulkId/undo',
      access,
      summary:
        'Take a bulk act back within ten minutes; cases to which something happened since are left and named.',
      params: bulkKey,
      response: bulkDetail,
      status: 202,
      handle: async ({ caller, params, language }) => {
        await undoBulk(loop, caller, params.bulkId)
        return await readBulk(loop, caller, { ...params, language })
      },
    }),
  ]
}
