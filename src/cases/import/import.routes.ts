import { z } from 'zod'
import { baseError, type Language, level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import {
  importDetail,
  importList,
  largestUpload,
  mapImport as mapBody,
  rejectedQuery,
} from '../imports.contract.ts'
import { cancelImport } from './cancel-import.ts'
import { downloadRejected } from './download-rejected.ts'
import { selectImport, selectImports } from './import.store.ts'
import { detailOf, summaryOf } from './import.view.ts'
import type { ImportParts } from './import-parts.ts'
import { mapImport } from './map-import.ts'
import { startImport } from './start-import.ts'
import { uploadImport } from './upload-import.ts'

const params = z.object({ importId: level('L2', z.uuid()) })
const access = { action: 'cases:import' }
const listed = 50

/** Routes of the import. An import is seen and touched by the person who uploaded it alone. */
export function importRoutes(parts: ImportParts): Route<Actor>[] {
  const { database } = parts.loop
  // One state of the database: an import that ends between two look-ups would seem checked without a result.
  const view = async (caller: Actor, importId: string, language: Language) =>
    await database
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async tx => {
        const record = await selectImport(tx, importId, caller.id)
        if (!record) throw baseError('base.not-found')
        return await detailOf(tx, record, language)
      })
  return [
    route({
      method: 'POST',
      path: '/api/imports',
      access,
      summary:
        'Upload a file of cases; the answer says what it is and proposes a mapping. Nothing becomes a case yet.',
      uploadLimit: largestUpload,
      callsPerMinute: 30,
      response: importDetail,
      status: 201,
      handle: async ({ caller, upload, language }) => {
        const { id } = await uploadImport(parts, caller, upload!)
        return await view(caller, id, language)
      },
    }),
    route({
      method: 'GET',
      path: '/api/imports',
      access,
      summary: 'Your imports, newest first.',
      response: importList,
      handle: async ({ caller }) => {
        const records = await selectImports(database, caller.id, listed)
        return { items: await Promise.all(records.map(record => summaryOf(database, record))) }
      },
    }),
    route({
      method: 'GET',
      path: '/api/imports/:importId',
      access,
      summary: 'One of your imports: analysis, mapping, dry run, progress, counts.',
      params,
      response: importDetail,
      handle: async ({ caller, params: { importId }, language }) => await view(caller, importId, language),
    }),
    route({
      method: 'PUT',
      path: '/api/imports/:importId/mapping',
      access,
      summary: 'Say what the columns and values mean; remembered for the next file with these headings.',
      params,
      body: mapBody,
      response: importDetail,
      limit: 1024 * 1024,
      handle: async ({ caller, params: { importId }, body, language }) => {
        await mapImport(parts, caller, { importId, mapping: body })
        return await view(caller, importId, language)
      },
    }),
    route({
      method: 'POST',
      path: '/api/imports/:importId/dry-run',
      access,
      summary: 'Check every row and write nothing; poll the import for the result.',
      params,
      response: importDetail,
      status: 202,
      handle: async ({ caller, params: { importId }, language }) => {
        await startImport(parts, caller, { importId, mode: 'check' })
        return await view(caller, importId, language)
      },
    }),
    route({
      method: 'POST',
      path: '/api/imports/:importId/start',
      access,
      summary: 'Import the rows; poll the import for progress and counts.',
      params,
      response: importDetail,
      status: 202,
      handle: async ({ caller, params: { importId }, language }) => {
        await startImport(parts, caller, { importId, mode: 'run' })
        return await view(caller, importId, language)
      },
    }),
    route({
      method: 'POST',
      path: '/api/imports/:importId/cancel',
      access,
      summary: 'End the check or the import after its present chunk; what was imported stays.',
      params,
      response: importDetail,
      handle: async ({ caller, params: { importId }, language }) => {
        await cancelImport(parts, caller, importId)
        return await view(caller, importId, language)
      },
    }),
    route({
      method: 'GET',
      path: '/api/imports/:importId/rejected',
      access,
      summary: 'The rejected rows with their reasons, as CSV.',
      params,
      query: rejectedQuery,
      response: 'file',
      handle: async ({ caller, params: { importId }, query, language }) =>
        await downloadRejected(parts, caller, { importId, language: query.language ?? language }),
    }),
  ]
}
