import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'
import { localDate } from './calendar.contract.ts'
import { identifier } from './region.contract.ts'

/** A node of the three-level taxonomy. */
export const category = z.object({
  id: level('L1', z.string()),
  parentId: level('L1', z.string().nullable()),
  /** 1 to 3; duties belong to the third. */
  level: level('L1', z.int()),
  name: level('L1', z.string()),
  nameEnglish: level('L1', z.string()),
  /** Order among its siblings. */
  position: level('L1', z.int()),
  /** Rises with each edit; an edit names the version it was made from. */
  version: level('L1', z.int()),
  /** First day on which it is no longer in force; null while no end is set. */
  validTo: level('L1', localDate.nullable()),
  /** What takes its place once it has ended. */
  successorId: level('L1', z.string().nullable()),
})
export type Category = z.infer<typeof category>

const line = level('L1', personText(120, 1))

export const newCategory = z.object({
  id: level('L1', identifier),
  /** Null for one of the first level. */
  parentId: level('L1', identifier.nullable()),
  name: line,
  nameEnglish: line,
})
export type NewCategory = z.infer<typeof newCategory>

export const categoryChange = z.object({
  name: line.optional(),
  nameEnglish: line.optional(),
  /** The version the person saw. */
  version: level('L1', z.int()),
})
export type CategoryChange = z.infer<typeof categoryChange>

export const categoryEnd = z.object({
  version: level('L1', z.int()),
  /** First day on which it is no longer in force; null takes an end back. */
  validTo: level('L1', localDate.nullable()),
  /** Gets its duties from that day on; needed where it has any. */
  successorId: level('L1', identifier.nullable()),
})
export type CategoryEnd = z.infer<typeof categoryEnd>
