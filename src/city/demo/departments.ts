import bodies from './departments.json' with { type: 'json' }
import { once } from './once.ts'
import { demoPlaces } from './places.ts'
import { demoRegions } from './regions.ts'

export interface DemoDepartment {
  id: string
  parentId: string | null
  name: string
  nameEnglish: string
  kind: string
  /** The region it has jurisdiction over. */
  regionId: string
  phone: string
  address: string
  email: string
  description: string
}

/** The id of a department from its short name in the catalogue, e.g. `water` → `dept-water`. */
export function departmentIdOf(shortName: string): string {
  return `dept-${shortName}`
}

/** 0000 is no area code of any city, so nobody is rung up by a demo. */
function contacts(shortName: string, position: number, streetId: string) {
  const street = demoRegions().find(region => region.id === streetId)!
  const district = demoRegions().find(region => region.id === street.parentId)!
  const road = demoPlaces().filter(place => place.streetId === streetId && place.kind === 'road')[
    position % 3
  ]!
  return {
    phone: `0000-555${String(position).padStart(4, '0')}`,
    address: `青岚市${district.name}${street.name}${road.name}${2 * position + 8}号`,
    email: `${shortName}@qinglan.example.invalid`,
  }
}

const cityDepartments = (): DemoDepartment[] =>
  bodies.map(([shortName, parent, name, nameEnglish, kind, description], index) => ({
    id: departmentIdOf(shortName!),
    parentId: parent ? departmentIdOf(parent) : null,
    name: name!,
    nameEnglish: nameEnglish!,
    kind: kind!,
    regionId: 'r-ql',
    ...contacts(shortName!, index + 1, `r-ql-d1-s${(index % 4) + 1}`),
    description: description!,
  }))

/** Each district has a government, under it one office for each of its streets and towns. */
const districtDepartments = (): DemoDepartment[] =>
  demoRegions()
    .filter(region => region.level === 'district' || region.level === 'street')
    .map((region, index): DemoDepartment => {
      const shortName = region.id.replace('r-ql-', '')
      const district = region.level === 'district'
      const town = region.name.endsWith('镇')
      const office = town ? ['人民政府', 'Government'] : ['办事处', 'Office']
      return {
        id: departmentIdOf(shortName),
        parentId: departmentIdOf(district ? 'government' : region.parentId!.replace('r-ql-', '')),
        name: `${region.name}${district ? '人民政府' : office[0]}`,
        nameEnglish: `${region.nameEnglish} ${district ? 'Government' : office[1]}`,
        kind: district ? 'district-government' : 'street-office',
        regionId: region.id,
        ...contacts(shortName, index + 101, district ? `${region.id}-s1` : region.id),
        description: district
          ? '属地事项：村居事务、老旧小区、业委会、邻里纠纷等'
          : '街道和乡镇的基层治理与社区服务',
      }
    })

/** The city's bureaus, public utilities, district governments and street offices, parents before children. */
export const demoDepartments: () => readonly DemoDepartment[] = once(() => [
  ...cityDepartments(),
  ...districtDepartments(),
])
