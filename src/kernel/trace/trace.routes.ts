import { z } from 'zod'
import { level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import { exportProv } from './export-prov.ts'
import { exportTrace } from './export-trace.ts'
import { readTrace, type TraceParts } from './read-trace.ts'
import { traceFileQuery, traceQuery, traceReport } from './trace.contract.ts'

const params = z.object({ decisionId: level('L2', z.uuid()) })

/** Routes of the logic trace report (逻辑溯源报告) of a decision. */
export function traceRoutes(parts: TraceParts): Route<Actor>[] {
  const access = { action: 'decisions:read' as const }
  return [
    route({
      method: 'GET',
      path: '/api/decisions/:decisionId/trace',
      access,
      summary: 'How one decision came about and what became of it; content with a purpose, recorded.',
      params,
      query: traceQuery,
      response: traceReport,
      handle: async ({ params, query, caller }) => await readTrace(parts, caller, { ...params, ...query }),
    }),
    route({
      method: 'GET',
      path: '/api/decisions/:decisionId/trace/document',
      access,
      summary: 'The logic trace report as a labelled file; the export is recorded.',
      params,
      query: traceFileQuery,
      response: 'file',
      handle: async ({ params, query, caller, language }) =>
        await exportTrace(parts, caller, { ...params, ...query, language }),
    }),
    route({
      method: 'GET',
      path: '/api/decisions/:decisionId/prov',
      access,
      summary: 'The decision as PROV-JSON: who, what and when by identifiers and commitments; recorded.',
      params,
      response: 'file',
      handle: async ({ params, caller }) => await exportProv(parts, caller, params.decisionId),
    }),
  ]
}
