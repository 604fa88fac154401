import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { caseFilter } from './case.contract.ts'

const degree = (most: number) => z.coerce.number().min(-most).max(most)

/** What of the map is looked at: a filter as lists have it, the part of the map, and how near. */
export const mapQuery = caseFilter.omit({ after: true, limit: true }).extend({
  west: level('L1', degree(180)),
  south: level('L1', degree(90)),
  east: level('L1', degree(180)),
  north: level('L1', degree(90)),
  zoom: level('L1', z.coerce.number().min(0).max(24)),
})
export type MapQuery = z.infer<typeof mapQuery>

/** A hexagon with how many cases lie in it; never a point. */
export const mapCell = z.object({
  cell: level('L2', z.string()),
  longitude: level('L2', z.number()),
  latitude: level('L2', z.number()),
  /** Corners, longitude before latitude, the ring closed. */
  ring: level('L2', z.array(z.tuple([z.number(), z.number()]))),
  count: level('L2', z.number().int()),
  overdue: level('L2', z.number().int()),
})
export type MapCell = z.infer<typeof mapCell>

export const mapAnswer = z.object({
  cells: z.array(mapCell),
  /** Cases in the cells. */
  count: level('L2', z.number().int()),
  /** True when the filter finds more than are added up; then the newest are. */
  more: level('L2', z.boolean()),
})
export type MapAnswer = z.infer<typeof mapAnswer>
