import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'
import { caseId } from './case.contract.ts'
import { caseStates } from './case-words.contract.ts'

/** A matter that is not saved yet, to find the same one that others brought in. */
export const repeatQuestion = z.object({
  subject: level('L4', personText(200)).default(''),
  detail: level('L4', personText(20_000)),
  address: level('L4', personText(300).nullable()).default(null),
  longitude: level('L3', z.number().min(-180).max(180).nullable()).default(null),
  latitude: level('L3', z.number().min(-90).max(90).nullable()).default(null),
  regionId: level('L2', z.string().max(80).nullable()).default(null),
  categoryId: level('L2', z.string().max(80).nullable()).default(null),
})
export type RepeatQuestion = z.infer<typeof repeatQuestion>

/** A case that may be about the same matter, with why. */
export const repeatFound = z.object({
  caseId,
  code: level('L2', z.string()),
  state: level('L2', z.enum(caseStates)),
  subject: level('L4', z.string()),
  excerpt: level('L4', z.string()),
  departmentId: level('L2', z.string().nullable()),
  categoryId: level('L2', z.string().nullable()),
  reportedAt: level('L2', z.iso.datetime()),
  /** How far away, in metres; null where one of the two has no point and the region is the same. */
  metres: level('L3', z.number().int().nullable()),
  /** Whole days between the two reports. */
  days: level('L2', z.number().int().min(0)),
  /** Share of the telling words that both have, 0 to 1. */
  likeness: level('L2', z.number().min(0).max(1)),
  /** Words that both have, the most telling first. */
  words: level('L4', z.array(z.string())),
  /** Complainants, its own included. */
  people: level('L2', z.number().int().min(1)),
  /** False once it is closed: then it only tells what was answered. */
  mergeable: level('L2', z.boolean()),
})
export type RepeatFound = z.infer<typeof repeatFound>

export const repeatsFound = z.object({ items: z.array(repeatFound) })

/** A case merged into another. */
export const member = z.object({
  caseId,
  code: level('L2', z.string()),
  state: level('L2', z.enum(caseStates)),
  reportedAt: level('L2', z.iso.datetime()),
  mergedAt: level('L2', z.iso.datetime().nullable()),
  reporterName: level('L3', z.string().nullable()),
  excerpt: level('L4', z.string().nullable()),
  rating: level('L2', z.number().int().nullable()),
})
export type Member = z.infer<typeof member>

/** The cases that are handled as one: the lead, and those merged into it that lie in the reader's scope. */
export const mergedTogether = z.object({
  lead: z.object({ caseId, code: level('L2', z.string()) }),
  /** How many brought it in, the lead's own included; also those out of the reader's scope. */
  people: level('L2', z.number().int().min(1)),
  members: z.array(member),
})

const metres = z.number().int().min(10).max(2000)
const weeks = z.number().int().min(1).max(104)
const closedDays = z.number().int().min(0).max(90)

/** How far and how long back the same matter is looked for. */
export const repeatReach = z.object({
  metres: level('L1', metres),
  /** Weeks back from the report. */
  weeks: level('L1', weeks),
  /** Days for which a closed case is still shown. */
  closedDays: level('L1', closedDays),
})
export type RepeatReach = z.infer<typeof repeatReach>

/** What is set for a category itself; null is inherited from the category above, at last from the product. */
const ownParts = {
  metres: level('L1', metres.nullable()),
  weeks: level('L1', weeks.nullable().default(null)),
  closedDays: level('L1', closedDays.nullable().default(null)),
}

/** How far and how long back the same matter is looked for, by category; those below a category follow it. */
export const repeatDistances = z.object({
  /** For categories without a setting of their own or above them. */
  otherwise: repeatReach,
  items: z.array(
    z.object({
      categoryId: level('L1', z.string().min(1).max(80)),
      ...ownParts,
      /** Rises with each edit; an edit names the version it was made from. */
      version: level('L1', z.number().int()),
    }),
  ),
})
export type RepeatDistances = z.output<typeof repeatDistances>
export const repeatDistance = z.object({
  categoryId: level('L1', z.string().min(1).max(80)),
  ...ownParts,
  /** The version that was seen, 0 where nothing was ever set; without it the last one to save counts. */
  version: level('L1', z.int32().min(0).optional()),
})
export type RepeatDistance = z.input<typeof repeatDistance>
