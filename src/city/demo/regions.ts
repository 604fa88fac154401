import { centreOf, contains } from '../geometry.rules.ts'
import { once } from './once.ts'
import names from './region-names.json' with { type: 'json' }
import { seededRandom } from './seeded-random.ts'
import {
  bend,
  borderWith,
  type PlanePoint,
  type PlanePolygon,
  splitByShare,
  subdivide,
} from './subdivision.rules.ts'

/** A region of the demo city. Longitude before latitude (WGS 84), rings closed and counter-clockwise (RFC 7946). */
export interface DemoRegion {
  id: string
  parentId: string | null
  level: 'city' | 'district' | 'street' | 'community' | 'grid'
  name: string
  nameEnglish: string
  /** Written like a statistical division code; no province has the prefix 99. */
  code: string
  boundary: { type: 'Polygon'; coordinates: [number, number][][] }
  center: { longitude: number; latitude: number }
}

/** A point between real towns where there is no Qinglan; the demo city is about 24 by 18 kilometres. */
const middle = { longitude: 113.26, latitude: 30.31 }
const kilometresPerDegree = {
  longitude: 111.32 * Math.cos((middle.latitude * Math.PI) / 180),
  latitude: 110.57,
}
const gridsPerCommunity = 3

/** Longitude and latitude of a point of the plan, to 6 decimals (11 cm), as `[longitude, latitude]`. */
function onEarth([x, y]: PlanePoint): [number, number] {
  const round = (value: number) => Math.round(value * 1e6) / 1e6
  return [
    round(middle.longitude + x / kilometresPerDegree.longitude),
    round(middle.latitude + y / kilometresPerDegree.latitude),
  ]
}

interface Plan {
  region: Omit<DemoRegion, 'boundary' | 'center'>
  polygon: PlanePolygon
}

const outline: PlanePolygon = Array.from({ length: 14 }, (_, index) => {
  const angle = (index / 14) * 2 * Math.PI
  return [12 * Math.cos(angle) + 0.9 * Math.cos(2 * angle), 9 * Math.sin(angle) + 0.5 * Math.sin(2 * angle)]
})

function planCity(): Plan[] {
  const random = seededRandom(20260101)
  const weightsFor = (count: number) => Array.from({ length: count }, () => 0.75 + random.number() / 2)
  const plans: Plan[] = [
    {
      region: {
        id: 'r-ql',
        parentId: null,
        level: 'city',
        name: '青岚市',
        nameEnglish: 'Qinglan City',
        code: '990100000000',
      },
      polygon: outline,
    },
  ]
  // The first cut is the river: two districts lie on its north bank, two on its south bank.
  const weights = names.map(district => district.weight)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const banks = splitByShare(outline, (weights[0]! + weights[1]!) / total, -Math.PI / 2 + 0.28)
  const districts = banks.flatMap((bank, side) =>
    subdivide(bank, weights.slice(side * 2, side * 2 + 2), random),
  )
  const digits = (value: number, width: number) => String(value).padStart(width, '0')
  for (const [d, district] of names.entries()) {
    const districtId = `r-ql-d${d + 1}`
    const districtCode = `9901${digits(d + 1, 2)}`
    plans.push({
      region: {
        id: districtId,
        parentId: 'r-ql',
        level: 'district',
        name: district.name,
        nameEnglish: district.nameEnglish,
        code: `${districtCode}000000`,
      },
      polygon: districts[d]!,
    })
    const streets = subdivide(districts[d]!, weightsFor(district.streets.length), random)
    for (const [s, street] of district.streets.entries()) {
      const streetId = `${districtId}-s${s + 1}`
      const streetCode = `${districtCode}${digits(s + 1, 3)}`
      plans.push({
        region: {
          id: streetId,
          parentId: districtId,
          level: 'street',
          name: street.name,
          nameEnglish: street.nameEnglish,
          code: `${streetCode}000`,
        },
        polygon: streets[s]!,
      })
      const communities = subdivide(streets[s]!, weightsFor(street.communities.length), random)
      for (const [c, [name, nameEnglish]] of street.communities.entries()) {
        const communityId = `${streetId}-c${c + 1}`
        const communityCode = `${streetCode}${digits(c + 1, 3)}`
        const kind = name!.endsWith('社区') ? ' Community' : ''
        plans.push({
          region: {
            id: communityId,
            parentId: streetId,
            level: 'community',
            name: name!,
            nameEnglish: `${nameEnglish}${kind}`,
            code: communityCode,
          },
          polygon: communities[c]!,
        })
        for (const [g, polygon] of subdivide(
          communities[c]!,
          weightsFor(gridsPerCommunity),
          random,
        ).entries()) {
          plans.push({
            region: {
              id: `${communityId}-g${g + 1}`,
              parentId: communityId,
              level: 'grid',
              name: `${name}第${'一二三'[g]}网格`,
              nameEnglish: `${nameEnglish}${kind} Grid ${g + 1}`,
              code: `${communityCode}${digits(g + 1, 2)}`,
            },
            polygon,
          })
        }
      }
    }
  }
  return plans
}

function draw(plans: readonly Plan[]): DemoRegion[] {
  const corners = plans.filter(({ region }) => region.level === 'grid').flatMap(({ polygon }) => polygon)
  const border = borderWith(corners, 0.3)
  return plans.map(({ region, polygon }) => {
    const ring = border(polygon).map(bend).map(onEarth)
    const boundary = { type: 'Polygon' as const, coordinates: [[...ring, ring[0]!]] }
    const center = centreOf(boundary)
    if (!contains(boundary, center)) throw new Error(`The centre of ${region.id} lies outside it`)
    return { ...region, boundary, center }
  })
}

/** All regions of 青岚市, parents before children: 1 city, 4 districts, 16 streets and towns, 60 communities, 180 grids. */
export const demoRegions: () => readonly DemoRegion[] = once(() => draw(planCity()))
