import type { DemoPlace, DemoRegion, SeededRandom } from '#city/index.ts'
import type { DemoSurroundings } from './demo-case.ts'
import common from './phrases/common.json' with { type: 'json' }

/** Where a case plays, and what stands for the slots of its sentences. */
export interface Situation {
  regionId: string
  districtId: string
  address: string
  longitude: number
  latitude: number
  fill(text: string): string
}

/** Look-ups of the surroundings, made once for thousands of cases. */
export interface Atlas {
  grids: readonly DemoRegion[]
  region(id: string): DemoRegion
  /** Places of a kind in a street. */
  places(streetId: string, kind: DemoPlace['kind']): readonly DemoPlace[]
  placesOfGrid(gridId: string): readonly DemoPlace[]
  busRoutes: readonly string[]
}

function grouped<T>(items: readonly T[], key: (item: T) => string): (key: string) => readonly T[] {
  const groups = Map.groupBy(items, key)
  return wanted => groups.get(wanted) ?? []
}

/** @throws when a region is asked for that is not there */
export function atlasOf(city: DemoSurroundings): Atlas {
  const regions = new Map(city.regions.map(region => [region.id, region]))
  const byStreet = grouped(city.places, place => `${place.streetId} ${place.kind}`)
  return {
    grids: city.regions.filter(region => region.level === 'grid'),
    region: id => {
      const region = regions.get(id)
      if (!region) throw new Error(`No region ${id}`)
      return region
    },
    places: (streetId, kind) => byStreet(`${streetId} ${kind}`),
    placesOfGrid: grouped(city.places, place => place.regionId),
    busRoutes: city.busRoutes,
  }
}

/** Places that a sentence can be about: the case lies there, not where the person lives. */
const placeSlots = [
  'compound',
  'school',
  'park',
  'market',
  'hospital',
  'station',
  'road',
  'shop',
  'company',
] as const
const buildings = ['栋', '号楼', '幢']

/** Places are at least 70 metres from the border of their grid; nobody stands exactly where the map has the pin. */
const jitter = 0.0006

/**
 * Draws a place for a case. Sentences about villages are put into towns where there are any.
 * @param about the sentence that decides what sort of place it is
 */
export function drawSituation(random: SeededRandom, atlas: Atlas, about: string): Situation {
  const rural = about.includes('{village}') && random.chance(0.8)
  const candidates = rural
    ? atlas.grids.filter(grid => atlas.region(grid.parentId!).name.endsWith('村'))
    : atlas.grids
  const grid = random.pick(candidates)
  const community = atlas.region(grid.parentId!)
  const street = atlas.region(community.parentId!)
  const district = atlas.region(street.parentId!)
  const homes = atlas.placesOfGrid(grid.id).filter(({ kind }) => kind === 'compound' || kind === 'hamlet')
  const home = random.pick(homes)
  const building = `${random.integer(1, 28)}${random.pick(buildings)}`
  const drawn = new Map<string, DemoPlace>()
  for (const kind of placeSlots) {
    const here = atlas.places(street.id, kind)
    if (here.length > 0) drawn.set(kind, random.pick(here))
  }
  // The matter is in the compound where the person lives, if that is one.
  if (home.kind === 'compound') drawn.set('compound', home)
  const slot = placeSlots.find(kind => about.includes(`{${kind}}`))
  const main = (slot && drawn.get(slot)) ?? home
  const road = drawn.get('road')!
  const number = `${road.name}${random.integer(1, 260)}号`
  const address = random.weighted([
    [`青岚市${district.name}${street.name}${number}${main.kind === 'road' ? '' : main.name}`, 5],
    [`${district.name}${street.name}${main.name}`, 4],
    [`${district.name}${main.name}${main.kind === 'compound' ? building : ''}`, 3],
    [`青岚市${district.name}${street.name}`, 1],
  ])
  const words: Record<string, string> = {
    district: district.name,
    street: street.name,
    village: community.name,
    home: home.name,
    building,
    // Streets without a metro station of their own ride from elsewhere.
    station: drawn.get('station')?.name ?? '火车站',
  }
  for (const [kind, place] of drawn) words[kind] = place.name
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      if (words[name]) return words[name]
      if (name === 'bus') words.bus = random.pick(atlas.busRoutes)
      else if (name === 'since' || name === 'span' || name === 'clock' || name === 'money')
        return random.pick(common[name])
      return words[name] ?? whole
    })
  return {
    regionId: main.regionId,
    districtId: district.id,
    address,
    longitude: main.longitude + (random.number() - 0.5) * 2 * jitter,
    latitude: main.latitude + (random.number() - 0.5) * 2 * jitter,
    fill,
  }
}
