import { z } from 'zod'
import { level, levels } from '#base/level.contract.ts'
import { outcomes, verdicts } from '../kernel.contract.ts'

/** By what decisions are found; all that is given holds together. */
export const decisionFilter = z.object({
  algorithm: level('L1', z.string().max(100).optional()),
  outcome: level('L1', z.enum(outcomes).optional()),
  /** `open`: nobody has settled it. */
  verdict: level('L1', z.enum([...verdicts, 'open']).optional()),
  level: level('L1', z.enum(levels).optional()),
  model: level('L1', z.string().max(100).optional()),
  subject: level('L2', z.string().max(200).optional()),
  /** Account of who asked, or `system`. */
  account: level('L2', z.string().max(80).optional()),
  since: level('L2', z.iso.datetime({ offset: true }).optional()),
  until: level('L2', z.iso.datetime({ offset: true }).optional()),
  /** Surer than this are left out. */
  confidenceBelow: level('L2', z.coerce.number().min(0).max(1).optional()),
})
export type DecisionQuery = z.infer<typeof decisionFilter>

export const decisionPage = decisionFilter.extend({
  before: level('L2', z.uuid().optional()),
  limit: level('L1', z.coerce.number().int().min(1).max(200).default(50)),
})
