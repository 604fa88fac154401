import type { Boundary } from './region.contract.ts'
import type { CitySeed } from './seed.contract.ts'

/** A square in hundredths of a degree east and north of 113° E, 30° N. */
export function square(east: number, north: number, size: number): Boundary {
  const corner = (x: number, y: number): [number, number] => [113 + x / 100, 30 + y / 100]
  const [right, top] = [east + size, north + size]
  return {
    type: 'Polygon',
    coordinates: [
      [corner(east, north), corner(right, north), corner(right, top), corner(east, top), corner(east, north)],
    ],
  }
}

const region = (id: string, parentId: string | null, boundary: Boundary) => {
  const level = (['city', 'district', 'grid'] as const)[id.length - 1] ?? 'grid'
  return { id, parentId, level, name: `区域${id}`, nameEnglish: `Region ${id}`, code: `99${id}`, boundary }
}

const department = (id: string, kind: string, regionId: string) => ({
  id,
  parentId: id === 'government' ? null : 'government',
  name: { urban: '城市管理执法局', police: '公安局' }[id] ?? `部门${id}`,
  nameEnglish: `Department ${id}`,
  kind,
  regionId,
  phone: null,
  address: null,
  email: null,
})

const duty = (id: string, hostDepartmentId: string | null, title: string) => ({
  id,
  categoryId: 'light-street-broken',
  title,
  titleEnglish: `Duty ${id}`,
  description: `${title}，影响市民出行`,
  hostDepartmentId,
  coHosts: ['police'],
  coHostByRegion: hostDepartmentId !== null,
  legalBasis: '',
  timeLimitWorkdays: 3,
  urgency: 'normal' as const,
})

/** A city for tests: districts `aa` (with two grids and a gap between them) and `ab` (without grids). */
export const smallCity: CitySeed = {
  regions: [
    region('aaa', 'aa', square(0, 0, 1)),
    region('aab', 'aa', square(1, 0, 1)),
    region('aa', 'a', square(0, 0, 4)),
    region('ab', 'a', square(4, 0, 4)),
    region('a', null, square(0, 0, 8)),
  ],
  departments: [
    department('urban', 'bureau', 'a'),
    department('police', 'bureau', 'a'),
    department('district-aa', 'district-government', 'aa'),
    department('district-ab', 'district-government', 'ab'),
    department('government', 'government', 'a'),
  ],
  categories: [
    { id: 'light-street', parentId: 'light', name: '路灯', nameEnglish: 'Street lamps' },
    { id: 'light', parentId: null, name: '照明', nameEnglish: 'Lighting' },
    { id: 'light-street-broken', parentId: 'light-street', name: '路灯故障', nameEnglish: 'Broken lamps' },
  ],
  duties: [duty('lamp', 'urban', '路灯不亮'), duty('neighbour', null, '邻里纠纷')],
  validFrom: '2024-01-01',
}
