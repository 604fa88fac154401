import { z } from 'zod'
import { type Database, hideRaised, level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import { changeLevels, ruleOnLevels } from './change-levels.ts'
import type { LevelHolder } from './hold-levels.ts'
import { fieldFilter, fieldPage, levelChange, levelRuling, levelState } from './level-settings.contract.ts'
import { listFields, readLevels } from './read-levels.ts'

/** Routes of the data levels: the map of all fields, what a city set, and the second look at what protects less. */
export function levelRoutes(parts: { database: Database; levels: LevelHolder }): Route<Actor>[] {
  const { database, levels } = parts
  return [
    route({
      method: 'GET',
      path: '/api/levels',
      access: { action: 'guard:read' },
      summary: 'The data levels as they hold: names, types of findings, ceilings, raises, versions.',
      response: levelState,
      handle: async () => await readLevels(database, levels),
    }),
    route({
      method: 'GET',
      path: '/api/levels/fields',
      access: { action: 'guard:read' },
      summary:
        'The level map: every field of every contract with its level, flags and the roles cleared for it.',
      query: fieldFilter,
      response: fieldPage,
      handle: async ({ query }) => await listFields(levels, query),
    }),
    route({
      method: 'PUT',
      path: '/api/levels',
      access: { action: 'levels:edit' },
      summary: 'Change the data levels; what protects less waits for a second person.',
      body: levelChange,
      response: z.object({ number: level('L2', z.number().int()), waits: level('L2', z.boolean()) }),
      handle: async ({ body, caller }) => {
        const made = await changeLevels(database, body, caller)
        levels.forget()
        return made
      },
    }),
    route({
      method: 'POST',
      path: '/api/levels/versions/:number/ruling',
      access: { action: 'levels:edit' },
      summary: 'Confirm or refuse a change of the data levels that protects less.',
      params: z.object({ number: level('L2', z.coerce.number().int().min(1).max(2_000_000_000)) }),
      body: levelRuling,
      response: z.object({ number: level('L2', z.number().int()) }),
      handle: async ({ params, body, caller }) => {
        await ruleOnLevels(database, { ...params, ...body }, caller)
        levels.forget()
        return { number: params.number }
      },
    }),
  ]
}

/** Routes whose answers leave out what a city raised above the level of who asks: no route can forget it. */
export function withLevels(routes: readonly Route<Actor>[], levels: LevelHolder): Route<Actor>[] {
  return routes.map(one => {
    const { response } = one
    if (typeof response === 'string') return one
    return {
      ...one,
      handle: async request => {
        const answer = await one.handle(request)
        if (answer !== null && typeof answer === 'object' && ('download' in answer || 'document' in answer))
          return answer
        await levels.inForce()
        return hideRaised(response, answer, request.caller.scope.level) as typeof answer
      },
    }
  })
}
