import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'

/** Why somebody lets an answer pass a check. */
export const overrideRequest = z.object({ reason: level('L2', personText(500, 2)) })

/** What was overridden of one decision. */
export const overrides = z.object({
  items: z.array(
    z.object({
      check: level('L1', z.string()),
      by: level('L2', z.string()),
      at: level('L2', z.iso.datetime()),
      reason: level('L2', z.string()),
    }),
  ),
})
