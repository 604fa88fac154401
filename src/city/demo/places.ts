import { contains } from '../geometry.rules.ts'
import { once } from './once.ts'
import names from './place-names.json' with { type: 'json' }
import { type DemoRegion, demoRegions } from './regions.ts'
import { type SeededRandom, seededRandom } from './seeded-random.ts'

/** What a place is. A compound is a 小区, a hamlet a 塆, a station one of the metro. */
export type DemoPlaceKind =
  | 'compound'
  | 'hamlet'
  | 'road'
  | 'school'
  | 'park'
  | 'market'
  | 'hospital'
  | 'station'
  | 'shop'
  | 'company'

export interface DemoPlace {
  id: string
  kind: DemoPlaceKind
  name: string
  nameEnglish: string
  /** The grid it lies in. */
  regionId: string
  streetId: string
  longitude: number
  latitude: number
}

type Combination = readonly [string, string]

/** Draws combinations of a first and a last part, each at most once: a name then tells the place. */
function unusedNames(random: SeededRandom, first: string[][], last: string[][]): () => Combination {
  const all = first.flatMap(a => last.map((b): Combination => [`${a[0]}${b[0]}`, `${a[1]} ${b[1]}`]))
  const queue = random.shuffled(all)
  return () => {
    const next = queue.pop()
    if (!next) throw new RangeError('The demo city ran out of names')
    return next
  }
}

/** About 70 metres, in degrees: cases are moved by less from their place and stay in its grid. */
const margin = 0.0007

/** A random point of a region with some room around it, as `[longitude, latitude]` to 6 decimals. */
function pointInside(region: DemoRegion, random: SeededRandom): [number, number] {
  const ring = region.boundary.coordinates[0]!
  const longitudes = ring.map(([longitude]) => longitude)
  const latitudes = ring.map(([, latitude]) => latitude)
  const between = (values: number[]) => {
    const low = Math.min(...values)
    return low + random.number() * (Math.max(...values) - low)
  }
  for (let attempt = 0; attempt < 500; attempt++) {
    const [x, y] = [between(longitudes), between(latitudes)]
    const corners = [-margin, 0, margin].flatMap(dx =>
      [-margin, 0, margin].map((dy): [number, number] => [x + dx, y + dy]),
    )
    if (corners.every(([longitude, latitude]) => contains(region.boundary, { longitude, latitude })))
      return [Math.round(x * 1e6) / 1e6, Math.round(y * 1e6) / 1e6]
  }
  return [region.center.longitude, region.center.latitude]
}

function layOut(): DemoPlace[] {
  const random = seededRandom(20260102)
  const compound = unusedNames(random, names.compoundFirst, names.compoundLast)
  const hamlet = unusedNames(random, names.hamletFirst, names.hamletLast)
  const road = unusedNames(random, names.roadFirst, names.roadLast)
  const shop = unusedNames(random, names.shopFirst, names.shopLast)
  const company = unusedNames(random, names.companyFirst, names.companyLast)
  const places: DemoPlace[] = []
  const add = (kind: DemoPlaceKind, [name, nameEnglish]: Combination, grid: DemoRegion) => {
    const [longitude, latitude] = pointInside(grid, random)
    places.push({
      id: `p-ql-${places.length + 1}`,
      kind,
      name,
      nameEnglish,
      regionId: grid.id,
      streetId: grid.id.split('-').slice(0, 4).join('-'),
      longitude,
      latitude,
    })
  }
  for (const street of demoRegions().filter(region => region.level === 'street')) {
    const grids = demoRegions().filter(
      region => region.level === 'grid' && region.id.startsWith(`${street.id}-`),
    )
    const town = street.name.endsWith('镇')
    const stem = street.name.replace(/(街道|镇)$/, '')
    const stemEnglish = street.nameEnglish.replace(/ (Subdistrict|Town)$/, '')
    const own = (endings: string[][]): Combination => {
      const [ending, english] = random.pick(endings)
      return [`${stem}${ending}`, `${stemEnglish} ${english}`]
    }
    for (const [index, grid] of grids.entries()) {
      if (town && index % 3 !== 0) add('hamlet', hamlet(), grid)
      else add('compound', compound(), grid)
    }
    for (let count = 0; count < (town ? 3 : 6); count++) add('road', road(), random.pick(grids))
    const schools = random.shuffled(names.schoolFirst).slice(0, 2)
    for (const [index, [kind, english]] of schools.entries()) {
      const [level, levelEnglish] = names.schoolLast[index]!
      add(
        'school',
        [`${stem}${kind}${level}`, `${stemEnglish} ${english} ${levelEnglish}`],
        random.pick(grids),
      )
    }
    add('park', own(names.parkLast), random.pick(grids))
    add('market', own(names.marketLast), random.pick(grids))
    add('hospital', [`${stem}${town ? '中心卫生院' : '医院'}`, `${stemEnglish} Hospital`], random.pick(grids))
    if (!town) add('station', [`${stem}站`, `${stemEnglish} Station`], random.pick(grids))
    for (let count = 0; count < 3; count++) add('shop', shop(), random.pick(grids))
    for (let count = 0; count < 3; count++) add('company', company(), random.pick(grids))
  }
  return places
}

/** Compounds, hamlets, roads, schools, parks, markets, hospitals, stations, shops and firms; none exists. */
export const demoPlaces: () => readonly DemoPlace[] = once(layOut)

/** The bus routes of the demo city, as people say them. */
export const demoBusRoutes: readonly string[] = [
  ...['2路', '7路', '11路', '16路', '23路', '35路', '48路', '56路', '602路', '817路'],
  ...['快1线', '高新环线', '澄湖专线', '夜间3路'],
]

/** 青岚河, from west to east: the border between the districts of both banks. Positions are longitude, latitude. */
export const demoRiver = {
  name: '青岚河',
  nameEnglish: 'Qinglan River',
  course: once(riverCourse),
}

function riverCourse(): { type: 'LineString'; coordinates: [number, number][] } {
  const pointsOf = (ids: string[]) =>
    demoRegions()
      .filter(region => ids.includes(region.id))
      .flatMap(region => region.boundary.coordinates[0]!)
  const south = new Set(pointsOf(['r-ql-d3', 'r-ql-d4']).map(String))
  const shared = new Map(
    pointsOf(['r-ql-d1', 'r-ql-d2'])
      .filter(point => south.has(String(point)))
      .map(point => [String(point), point]),
  )
  return { type: 'LineString', coordinates: [...shared.values()].sort((a, b) => a[0] - b[0]) }
}
