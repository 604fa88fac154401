import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { localDate } from '#city/calendar.contract.ts'
import { identifier } from '#city/region.contract.ts'
import { urgencies } from './case-words.contract.ts'

export const limitUnits = ['minutes', 'hours', 'workdays'] as const
export type LimitUnit = (typeof limitUnits)[number]

const amount = level('L1', z.int().min(1).max(10_000))
const unit = level('L1', z.enum(limitUnits))

/** How long something may take, in business time. */
export const limitDuration = z.object({ amount, unit })
export type LimitDuration = z.infer<typeof limitDuration>

const content = {
  /** Null: any category. One means it and those below it. */
  categoryId: level('L1', identifier.nullable()),
  /** Null: any urgency. */
  urgency: level('L1', z.enum(urgencies).nullable()),
  /** Null: any department. One means it and those below it. */
  departmentId: level('L1', identifier.nullable()),
  /** From dispatch until the department replies. */
  handling: limitDuration,
  /** From dispatch until the department begins; null: no limit of its own. */
  response: limitDuration.nullable(),
  /** First day on which the rule holds. */
  validFrom: level('L1', localDate),
}

/** A rule that says how long cases may take. */
export const limitRule = z.object({
  id: level('L1', z.uuid()),
  ...content,
  /** First day on which it does not hold any more; null while no end is set. */
  validTo: level('L1', localDate.nullable()),
})
export type LimitRule = z.infer<typeof limitRule>

export const newLimit = z.object(content)
export type NewLimit = z.infer<typeof newLimit>

export const limitEnd = z.object({ validTo: level('L1', localDate) })

export const limitList = z.object({ items: z.array(limitRule) })
