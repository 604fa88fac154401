import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'
import { localDate } from './calendar.contract.ts'
import { newDepartment } from './department.contract.ts'
import { urgencies } from './duty.contract.ts'
import { boundary, identifier, point, regionLevels } from './region.contract.ts'

const name = level('L1', personText(120, 1))

export const seedRegion = z.object({
  id: level('L1', identifier),
  parentId: level('L1', identifier.nullable()),
  level: level('L1', z.enum(regionLevels)),
  name,
  nameEnglish: name,
  code: level('L1', personText(40, 1)),
  boundary: level('L1', boundary.nullable()),
  /** Where a map writes the name; the centre of mass unless given. */
  center: point.optional(),
})
export type SeedRegion = z.infer<typeof seedRegion>

export const seedCategory = z.object({
  id: level('L1', identifier),
  parentId: level('L1', identifier.nullable()),
  name,
  nameEnglish: name,
})
export type SeedCategory = z.infer<typeof seedCategory>

export const seedDuty = z.object({
  id: level('L1', identifier),
  categoryId: level('L1', identifier),
  title: level('L1', personText(120, 1)),
  titleEnglish: level('L1', personText(240, 1)),
  description: level('L1', personText(2000)),
  hostDepartmentId: level('L1', identifier.nullable()),
  coHosts: level('L1', z.array(identifier)),
  coHostByRegion: level('L1', z.boolean().optional()),
  legalBasis: level('L1', personText(500)),
  timeLimitWorkdays: level('L1', z.int().min(0).max(366)),
  urgency: level('L1', z.enum(urgencies)),
})
export type SeedDuty = z.infer<typeof seedDuty>

/** A whole city to begin with. Parents come before or after their children; everything named must be there. */
export const citySeed = z.object({
  regions: z.array(seedRegion).min(1),
  departments: z.array(newDepartment).min(1),
  categories: z.array(seedCategory).min(1),
  duties: z.array(seedDuty),
  /** First day on which the duties are in force. */
  validFrom: level('L1', localDate),
})
export type CitySeed = z.infer<typeof citySeed>
