import type { Category, CitySnapshot } from '#city/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import type { ServiceAttribute } from './georeport.contract.ts'
import { open311Error } from './open311.errors.ts'
import { selectAttributed, selectAttributes } from './service.store.ts'
import type { Node } from './xml.rules.ts'

/** Categories in force without others beneath them: what a matter can be said to be. */
export function leavesOf(city: CitySnapshot): Category[] {
  const parents = new Set(city.categories.map(one => one.parentId))
  return city.categories.filter(one => !parents.has(one.id) && city.inForce(one))
}

/** A leaf by its id. @throws cases.unknown-service */
export function leafOf(city: CitySnapshot, code: string): Category {
  const found = leavesOf(city).find(one => one.id === code)
  if (!found) throw open311Error('cases.unknown-service', { service: code.slice(0, 80) })
  return found
}

/** The services of the city. Ids are those of categories and stay when names change. */
export async function listServices(loop: CaseLoop): Promise<Node> {
  const city = await loop.city.snapshot()
  const attributed = new Set((await selectAttributed(loop.database)).map(one => one.categoryId))
  return leavesOf(city).map(category => {
    const above = city.categoryPath(category.id).slice(0, -1)
    return {
      service_code: category.id,
      service_name: category.name,
      description: city
        .dutiesOf(category.id)
        .map(duty => duty.title)
        .join('；')
        .slice(0, 500),
      metadata: attributed.has(category.id),
      type: 'realtime',
      keywords: above.map(one => one.name).join(','),
      group: above.at(-1)?.name ?? null,
    }
  })
}

/** What a service asks for beside the description, as clients read it. */
export function definitionOf(serviceCode: string, attributes: readonly ServiceAttribute[]): Node {
  return {
    service_code: serviceCode,
    attributes: attributes.map((one, index) => ({
      variable: true,
      code: one.code,
      datatype: one.datatype,
      required: one.required,
      datatype_description: null,
      order: index + 1,
      description: one.description,
      values: one.options.map(({ key, name }) => ({ key, name })),
    })),
  }
}

/** What a service asks for beside the description. @throws cases.unknown-service */
export async function readService(loop: CaseLoop, code: string): Promise<Node> {
  const { id } = leafOf(await loop.city.snapshot(), code)
  return definitionOf(id, await selectAttributes(loop.database, id))
}
