import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'
import { localDate } from './calendar.contract.ts'
import { identifier } from './region.contract.ts'

/** How soon a matter has to be looked at; what it means in hours is decided by the rules of the case loop. */
export const urgencies = ['normal', 'urgent', 'emergency'] as const
export type Urgency = (typeof urgencies)[number]

const content = {
  categoryId: level('L1', identifier),
  title: level('L1', personText(120, 1)),
  titleEnglish: level('L1', personText(240, 1)),
  description: level('L1', personText(2000)),
  /** Null when the government of the district hosts it. */
  hostDepartmentId: level('L1', identifier.nullable()),
  coHosts: level('L1', z.array(identifier).max(20)),
  /** The government of the district takes part. */
  coHostByRegion: level('L1', z.boolean()),
  legalBasis: level('L1', personText(500)),
  timeLimitWorkdays: level('L1', z.int().min(0).max(366)),
  urgency: level('L1', z.enum(urgencies)),
}

/** One version of a duty (事项): who hosts a kind of matter, on what basis, within what time, in force from when. */
export const duty = z.object({
  id: level('L1', z.string()),
  version: level('L1', z.int()),
  ...content,
  /** The district government of the place hosts it; then there is no `hostDepartmentId`. */
  hostByRegion: level('L1', z.boolean()),
  validFrom: level('L1', localDate),
  /** First day on which this version is no longer in force; null while no end is set. */
  validTo: level('L1', localDate.nullable()),
})
export type Duty = z.infer<typeof duty>

export const newDuty = z.object({
  id: level('L1', identifier),
  ...content,
  validFrom: level('L1', localDate),
})
export type NewDuty = z.infer<typeof newDuty>

export const dutyChange = z
  .object(content)
  .partial()
  .extend({
    /** The version the person saw. */
    version: level('L1', z.int()),
    /** First day of the new version. */
    validFrom: level('L1', localDate),
  })
export type DutyChange = z.infer<typeof dutyChange>

export const dutyEnd = z.object({
  version: level('L1', z.int()),
  /** First day on which the duty is no longer in force. */
  validTo: level('L1', localDate),
})
export type DutyEnd = z.infer<typeof dutyEnd>
