import { z } from 'zod'
import { type Database, level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import { checkUpload } from './check-upload.ts'
import { labelCheck, labelFacts, omissionPage } from './label.contract.ts'
import { listOmissions } from './list-omissions.ts'
import { labelProducer } from './producer.ts'

/** Films are read in pieces, but they have to come over the line first. */
const largestUpload = 200 * 1024 * 1024

/** Routes of the label checker, and of what went out unlabelled. */
export function labelRoutes(parts: { database: Database }): Route<Actor>[] {
  return [
    route({
      method: 'GET',
      path: '/api/labels/facts',
      access: { action: 'labels:check' },
      summary: 'Under which code labels of AI content are written here.',
      response: labelFacts,
      handle: async () => labelProducer(),
    }),
    route({
      method: 'POST',
      path: '/api/labels/check',
      access: { action: 'labels:check' },
      summary: 'What the labels of a file say: sure, may be, suspected or none. The file is not kept.',
      query: z.object({
        declared: level('L1', z.enum(['true', 'false']).default('false')),
      }),
      uploadLimit: largestUpload,
      callsPerMinute: 60,
      response: labelCheck,
      handle: async ({ upload, query }) => await checkUpload(upload!, query.declared === 'true'),
    }),
    route({
      method: 'GET',
      path: '/api/labels/omissions',
      access: { action: 'guard:read' },
      summary: 'Requests for AI content without its visible label, newest first.',
      query: z.object({
        before: level('L2', z.uuid().optional()),
        limit: level('L1', z.coerce.number().int().min(1).max(100).default(30)),
      }),
      response: omissionPage,
      handle: async ({ query, caller }) => await listOmissions(parts.database, caller, query),
    }),
  ]
}
