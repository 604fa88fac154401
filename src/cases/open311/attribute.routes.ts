import type { Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { editAttributes, readAttributes } from './edit-attributes.ts'
import {
  attributed,
  attributeList,
  attributePath,
  attributePreview,
  newAttributeList,
} from './georeport.contract.ts'
import { definitionOf, leafOf } from './list-services.ts'
import { selectAttributed } from './service.store.ts'
import { writeXml } from './xml.rules.ts'

/** What Open311 clients are asked for beside the description, for each lowest category. */
export function attributeRoutes(loop: CaseLoop): Route<Actor>[] {
  const { database } = loop
  const shared = { path: '/api/services/:categoryId/attributes', params: attributePath }
  const leaf = async (categoryId: string) => leafOf(await loop.city.snapshot(), categoryId).id
  return [
    route({
      method: 'GET',
      path: '/api/services',
      access: { action: 'city:read' },
      summary: 'Categories for which anything is asked beside the description.',
      response: attributed,
      handle: async () => ({ items: await selectAttributed(database) }),
    }),
    route({
      ...shared,
      method: 'GET',
      access: { action: 'city:read' },
      summary: 'What is asked for beside the description of a matter of a category.',
      response: attributeList,
      handle: async ({ params }) => await readAttributes(database, await leaf(params.categoryId)),
    }),
    route({
      ...shared,
      method: 'PUT',
      access: { action: 'duties:edit' },
      summary: 'Replaces what is asked for beside the description of a matter of a category.',
      body: newAttributeList,
      response: attributeList,
      handle: async ({ caller, params, body }) => {
        const categoryId = await leaf(params.categoryId)
        return await editAttributes(database, caller, { ...body, categoryId })
      },
    }),
    route({
      method: 'POST',
      path: '/api/services/:categoryId/preview',
      params: attributePath,
      access: { action: 'duties:edit' },
      summary: 'What clients would be told, before it is saved.',
      body: newAttributeList,
      response: attributePreview,
      handle: async ({ params, body }) => {
        const node = definitionOf(await leaf(params.categoryId), body.attributes)
        return { json: JSON.stringify(node, null, 2), xml: writeXml('service_definition', node) }
      },
    }),
  ]
}
