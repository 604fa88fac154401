import { z } from 'zod'
import { level } from '#base/level.contract.ts'

/** What open data can tell of a case; names stand beside their codes. */
export const feedColumns = [
  'category',
  'district',
  'cell',
  'reported',
  'state',
  'disposition',
  'days',
] as const
export type FeedColumn = (typeof feedColumns)[number]

/** What anybody is told of single cases by Open311: nothing, district and day, or the point and the hour. */
export const requestListings = ['off', 'generalised', 'exact'] as const
export type RequestListing = (typeof requestListings)[number]

/** What the city lets everybody read. */
export const publication = z.object({
  openData: level('L1', z.boolean()),
  columns: level('L1', z.array(z.enum(feedColumns)).min(1).max(feedColumns.length)),
  /** How many of the newest whole months are offered; null for all. */
  newestMonths: level('L1', z.number().int().min(1).max(600).nullable()),
  requests: level('L1', z.enum(requestListings)),
  /** Rises with each change; a change names the version it was made from. */
  version: level('L1', z.int32().min(1)),
})
export type Publication = z.infer<typeof publication>

/** The same with who changed it last, and by what rule identities are removed. */
export const publicationView = publication.extend({
  smallestGroup: level('L1', z.number().int()),
  changedAt: level('L2', z.iso.datetime().nullable()),
  changedBy: level('L3', z.string().nullable()),
})
export type PublicationView = z.infer<typeof publicationView>

/** How many cases of a month are shown how finely, and how many are held back because too few are like them. */
export const feedMonth = z.object({
  month: level('L1', z.string()),
  cases: level('L2', z.number().int()),
  /** To the cell and the day. */
  fine: level('L2', z.number().int()),
  /** Without the cell and the day, or coarser. */
  coarser: level('L2', z.number().int()),
  heldBack: level('L2', z.number().int()),
})
export type FeedMonth = z.infer<typeof feedMonth>

/** The newest months on offer, a year of them. */
export const feedMonths = z.object({
  offered: level('L1', z.number().int()),
  items: z.array(feedMonth),
})
export type FeedMonths = z.infer<typeof feedMonths>
