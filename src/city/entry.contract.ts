import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { localDate } from './calendar.contract.ts'

const named = z.object({
  id: level('L1', z.string()),
  name: level('L1', z.string()),
  nameEnglish: level('L1', z.string()),
})
export type Named = z.infer<typeof named>

/** What depends on a region or a category: read before it ends. */
export const entryUse = z.object({
  /** Directly below it and in force. */
  parts: z.array(named),
  /** Active departments that lie in a region. */
  departments: z.array(named),
  /** Duties in force, or to come, of a category. */
  duties: z.array(named),
  /** Cases not closed that name it; they keep it. */
  openCases: level('L2', z.int()),
  /** Active accounts that work in a region. */
  people: level('L2', z.int()),
})
export type EntryUse = z.infer<typeof entryUse>

/** What a region or a category said until it was edited. */
export const formerEntry = z.object({
  version: level('L1', z.int()),
  name: level('L1', z.string()),
  nameEnglish: level('L1', z.string()),
  parentId: level('L1', z.string().nullable()),
  validTo: level('L1', localDate.nullable()),
  replacedAt: level('L1', z.iso.datetime()),
})
export type FormerEntry = z.infer<typeof formerEntry>
