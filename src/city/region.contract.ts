import { z } from 'zod'
import { level } from '#base/level.contract.ts'

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
})
export type Region = z.infer<typeof region>

export const regionWithBoundary = region.extend({ boundary: level('L1', boundary.nullable()) })
export type RegionWithBoundary = z.infer<typeof regionWithBoundary>

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
