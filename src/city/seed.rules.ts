import type { Category } from './category.contract.ts'
import { cityError } from './city.errors.ts'
import type { Department } from './department.contract.ts'
import type { Duty } from './duty.contract.ts'
import { centreOf } from './geometry.rules.ts'
import { type RegionWithBoundary, regionLevels } from './region.contract.ts'
import type { CitySeed } from './seed.contract.ts'
import { childrenOf, type TreeNode } from './tree.rules.ts'

/** @throws city.invalid-seed naming what is wrong. */
function demand(holds: boolean, problem: string): asserts holds {
  if (!holds) throw cityError('city.invalid-seed', { problem })
}

/** The nodes with parents before children, each with the ids above it. @throws city.invalid-seed on a loop or a lost parent */
export function parentsFirst<Node extends TreeNode>(
  nodes: readonly Node[],
): { node: Node; ancestors: string[] }[] {
  const ids = new Set(nodes.map(node => node.id))
  demand(ids.size === nodes.length, `an id is used twice among ${nodes[0]?.id} …`)
  const children = childrenOf(nodes)
  const ordered = (children.get(null) ?? []).map(node => ({ node, ancestors: [] as string[] }))
  for (const { node, ancestors } of ordered)
    for (const child of children.get(node.id) ?? [])
      ordered.push({ node: child, ancestors: [...ancestors, node.id] })
  const lost = nodes.find(node => !ordered.some(placed => placed.node === node))
  demand(!lost, `${lost?.id} hangs under nothing that leads to the top`)
  return ordered
}

function regionsOf(seed: CitySeed): RegionWithBoundary[] {
  const levels = new Map(seed.regions.map(region => [region.id, regionLevels.indexOf(region.level)]))
  return parentsFirst(seed.regions).map(({ node, ancestors }) => {
    const above = node.parentId === null ? -1 : (levels.get(node.parentId) as number)
    demand((levels.get(node.id) as number) > above, `region ${node.id} is not below its parent`)
    const { center, ...region } = node
    const centre = center ?? (node.boundary && centreOf(node.boundary))
    return {
      ...region,
      ancestors,
      longitude: centre?.longitude ?? null,
      latitude: centre?.latitude ?? null,
      version: 1,
      validTo: null,
    }
  })
}

function categoriesOf(seed: CitySeed): Category[] {
  const position = new Map(seed.categories.map(({ id }, place) => [id, place + 1]))
  return parentsFirst(seed.categories).map(({ node, ancestors }) => {
    demand(ancestors.length < 3, `category ${node.id} lies below the third level`)
    return {
      ...node,
      level: ancestors.length + 1,
      position: position.get(node.id) as number,
      version: 1,
      validTo: null,
      successorId: null,
    }
  })
}

export interface CityRows {
  regions: RegionWithBoundary[]
  departments: Department[]
  categories: Category[]
  duties: Duty[]
}

/** Works out what a seed leaves implicit and checks that everything named is there. @throws city.invalid-seed */
export function rowsOf(seed: CitySeed): CityRows {
  const regions = regionsOf(seed)
  const categories = categoriesOf(seed)
  const departments = parentsFirst(seed.departments).map(({ node }) => ({
    ...node,
    active: true,
    version: 1,
  }))
  const regionIds = new Set(regions.map(region => region.id))
  const departmentIds = new Set(departments.map(department => department.id))
  const third = new Set(categories.filter(one => one.level === 3).map(one => one.id))
  for (const { id, regionId } of departments)
    demand(regionIds.has(regionId), `department ${id} lies in the unknown region ${regionId}`)
  const duties = seed.duties.map(duty => {
    demand(third.has(duty.categoryId), `duty ${duty.id} belongs to no category of the third level`)
    const named = [...duty.coHosts, duty.hostDepartmentId].filter(host => host !== null)
    const unknown = named.find(host => !departmentIds.has(host as string))
    demand(unknown === undefined, `duty ${duty.id} names the unknown department ${unknown}`)
    const hostByRegion = duty.hostDepartmentId === null
    const coHostByRegion = duty.coHostByRegion ?? false
    return { ...duty, hostByRegion, coHostByRegion, version: 1, validFrom: seed.validFrom, validTo: null }
  })
  demand(new Set(duties.map(duty => duty.id)).size === duties.length, 'two duties have one id')
  return { regions, departments, categories, duties }
}
