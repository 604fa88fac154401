import { buildSnapshot, type CitySnapshot } from '#city/index.ts'

const region = (id: string, level: 'city' | 'district' | 'street', ancestors: string[]) => ({
  id,
  parentId: ancestors.at(-1) ?? null,
  level,
  ancestors,
  name: id,
  nameEnglish: id,
  code: id,
  longitude: null,
  latitude: null,
  version: 1,
  validTo: null,
})

const department = (id: string, kind: string, regionId: string) => ({
  id,
  parentId: null,
  name: id,
  nameEnglish: id,
  kind,
  regionId,
  phone: null,
  address: null,
  email: null,
  active: id !== 'closed-bureau',
  version: 1,
})

const duty = (id: string, hostDepartmentId: string | null) => ({
  id,
  version: 1,
  categoryId: `category-${id}`,
  title: id,
  titleEnglish: id,
  description: '',
  hostDepartmentId,
  hostByRegion: hostDepartmentId === null,
  coHosts: [],
  coHostByRegion: false,
  legalBasis: '',
  timeLimitWorkdays: 5,
  urgency: 'normal' as const,
  validFrom: '2024-01-01',
  validTo: null,
})

/** Two districts with their governments, two bureaus and one that was closed; for rules about dispatching. */
export const dispatchCity: CitySnapshot = buildSnapshot({
  version: '1',
  regions: [
    region('city', 'city', []),
    region('east', 'district', ['city']),
    region('west', 'district', ['city']),
    region('east-street', 'street', ['city', 'east']),
  ],
  departments: [
    department('roads', 'bureau', 'city'),
    department('water', 'bureau', 'city'),
    department('closed-bureau', 'bureau', 'city'),
    department('east-government', 'district-government', 'east'),
    department('west-government', 'district-government', 'west'),
  ],
  categories: [],
  duties: [
    duty('pothole', 'roads'),
    duty('lamp', 'roads'),
    duty('leak', 'water'),
    duty('neighbours', null),
    duty('old', 'closed-bureau'),
  ],
  calendar: { timeZone: 'Asia/Shanghai', weekdays: [], exceptions: new Map(), announced: new Set() },
})
