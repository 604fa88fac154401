import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'
import { localDate } from './calendar.contract.ts'

/** 市·区·街道·社区·网格, from the whole to the part. */
export const regionLevels = ['city', 'district', 'street', 'community', 'grid'] as const
export type RegionLevel = (typeof regionLevels)[number]

/** A stable identifier: it stays when the name changes. */
export const identifier = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
const polygonRings = z.array(z.array(position).min(4)).min(1)

/** GeoJSON (RFC 7946): longitude before latitude, rings closed, the first ring outside and the others holes. */
export const boundary = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: polygonRings }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygonRings).min(1) }),
])
export type Boundary = z.infer<typeof boundary>

export const region = z.object({
  id: level('L1', z.string()),
  parentId: level('L1', z.string().nullable()),
  level: level('L1', z.enum(regionLevels)),
  /** Ids from the city down to the parent; empty for the city. */
  ancestors: level('L1', z.array(z.string())),
  name: level('L1', z.string()),
  nameEnglish: level('L1', z.string()),
  /** Administrative division code. */
  code: level('L1', z.string()),
  longitude: level('L1', z.number().nullable()),
  latitude: level('L1', z.number().nullable()),
  /** Rises with each edit; an edit names the version it was made from. */
  version: level('L1', z.int()),
  /** First day on which it is no longer in force; null while no end is set. */
  validTo: level('L1', localDate.nullable()),
})
export type Region = z.infer<typeof region>

export const regionWithBoundary = region.extend({ boundary: level('L1', boundary.nullable()) })
export type RegionWithBoundary = z.infer<typeof regionWithBoundary>

const line = (max: number) => level('L1', personText(max, 1))
const content = {
  /** Null for the city itself. */
  parentId: level('L1', identifier.nullable()),
  name: line(120),
  nameEnglish: line(120),
  code: line(40),
  boundary: level('L1', boundary.nullable()),
}

export const newRegion = z.object({
  id: level('L1', identifier),
  level: level('L1', z.enum(regionLevels)),
  ...content,
})
export type NewRegion = z.infer<typeof newRegion>

export const regionChange = z
  .object(content)
  .partial()
  .extend({
    /** The version the person saw. */
    version: level('L1', z.int()),
  })
export type RegionChange = z.infer<typeof regionChange>

export const regionEnd = z.object({
  version: level('L1', z.int()),
  /** First day on which it is no longer in force; null takes an end back. */
  validTo: level('L1', localDate.nullable()),
})
export type RegionEnd = z.infer<typeof regionEnd>

/** A place on Earth in degrees (WGS 84). */
export const point = z.object({
  longitude: level('L1', z.coerce.number().min(-180).max(180)),
  latitude: level('L1', z.coerce.number().min(-90).max(90)),
})
export type Point = z.infer<typeof point>

/** A GeoJSON FeatureCollection for the map. */
export const boundaryCollection = z.object({
  type: level('L1', z.literal('FeatureCollection')),
  features: z.array(
    z.object({
      type: level('L1', z.literal('Feature')),
      id: level('L1', z.string()),
      properties: level(
        'L1',
        z.object({ name: z.string(), nameEnglish: z.string(), level: z.enum(regionLevels) }),
      ),
      geometry: level('L1', boundary),
    }),
  ),
})
export type BoundaryCollection = z.infer<typeof boundaryCollection>
