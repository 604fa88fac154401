import { z } from 'zod'
import { inTransaction, level, type Route, routesFor } from '#base/index.ts'
import { addCategory } from './add-category.ts'
import { category, categoryChange, categoryEnd, newCategory } from './category.contract.ts'
import { editCategory } from './edit-category.ts'
import { endCategory } from './end-category.ts'
import { entryUse, formerEntry } from './entry.contract.ts'
import { selectFormer } from './former.store.ts'
import { readCategoryUse } from './read-use.ts'
import type { RouteParts } from './route-parts.ts'

const read = { action: 'city:read' }
const edit = { action: 'city:edit' }
const params = z.object({ categoryId: level('L1', z.string().max(80)) })

function readingRoutes<Caller>({ database, city, usedOutside }: RouteParts<Caller>): Route<Caller>[] {
  const route = routesFor<Caller>()
  return [
    route({
      method: 'GET',
      path: '/api/city/categories',
      access: read,
      summary: 'The taxonomy in three levels, ended categories too.',
      response: z.object({ items: z.array(category) }),
      handle: async () => ({ items: [...(await city.snapshot()).categories] }),
    }),
    route({
      method: 'GET',
      path: '/api/city/categories/:categoryId/versions',
      access: read,
      summary: 'What a category said before its edits, newest first.',
      params,
      response: z.object({ items: z.array(formerEntry) }),
      handle: async ({ params }) => ({ items: await selectFormer(database, 'category', params.categoryId) }),
    }),
    route({
      method: 'GET',
      path: '/api/city/categories/:categoryId/use',
      access: edit,
      summary: 'What depends on a category: read before it ends.',
      params,
      response: entryUse,
      handle: async ({ params }) =>
        await readCategoryUse(
          { handle: database, city: await city.snapshot(), usedOutside },
          params.categoryId,
        ),
    }),
  ]
}

function editingRoutes<Caller>({ database, who }: RouteParts<Caller>): Route<Caller>[] {
  const route = routesFor<Caller>()
  return [
    route({
      method: 'POST',
      path: '/api/city/categories',
      access: edit,
      summary: 'Adds a category.',
      body: newCategory,
      response: category,
      status: 201,
      handle: async ({ body, caller }) =>
        await inTransaction(database, tx => addCategory(tx, { category: body, by: who(caller) })),
    }),
    route({
      method: 'PATCH',
      path: '/api/city/categories/:categoryId',
      access: edit,
      summary: 'Renames a category; the version seen must be the present one.',
      params,
      body: categoryChange,
      response: category,
      handle: async ({ params, body, caller }) =>
        await inTransaction(database, tx =>
          editCategory(tx, params.categoryId, { change: body, by: who(caller) }),
        ),
    }),
    route({
      method: 'POST',
      path: '/api/city/categories/:categoryId/end',
      access: edit,
      summary: 'Ends a category from a day on and gives its duties to a successor, or takes the end back.',
      params,
      body: categoryEnd,
      response: category,
      handle: async ({ params, body, caller }) =>
        await inTransaction(database, tx =>
          endCategory(tx, params.categoryId, { end: body, by: who(caller) }),
        ),
    }),
  ]
}

/** Routes of the taxonomy. */
export function categoryRoutes<Caller>(parts: RouteParts<Caller>): Route<Caller>[] {
  return [...readingRoutes(parts), ...editingRoutes(parts)]
}
