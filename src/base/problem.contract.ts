import { z } from 'zod'
import { level } from './level.contract.ts'

/** The RFC 9457 answer of every error. */
export const problem = z.object({
  type: level('L1', z.string()),
  title: level('L1', z.string()),
  status: level('L1', z.number().int()),
  code: level('L1', z.string()),
  detail: level('L1', z.string().optional()),
  errors: level('L1', z.array(z.object({ path: z.string(), message: z.string() })).optional()),
  /** Facts a client can act on, e.g. the current version after a conflict. Never personal. */
  details: level('L1', z.record(z.string(), z.unknown()).optional()),
})
export type Problem = z.infer<typeof problem>
