import { z } from 'zod'
import { type Database, higher, type Level, level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import { recognise } from '../recognise.rules.ts'
import { builtInRecognisers } from './built-in.ts'
import type { RecogniserHolder } from './create-recognisers.ts'
import { compileOwn, faultOfPattern } from './own-pattern.rules.ts'
import {
  recogniserChange,
  recogniserKey,
  recogniserList,
  recogniserView,
  trial,
  trialResult,
} from './own-recogniser.contract.ts'
import { selectNewest, selectVersions } from './own-recogniser.store.ts'
import { errorOf, saveRecogniser } from './save-recogniser.ts'

const keyParams = z.object({ key: recogniserKey })

/** Routes of the recognisers: those there are, a city's own with their versions, and trying them on a text. */
export function recogniserRoutes(parts: {
  database: Database
  recognisers: RecogniserHolder
}): Route<Actor>[] {
  const { database, recognisers } = parts
  return [
    route({
      method: 'GET',
      path: '/api/recognisers',
      access: { action: 'guard:read' },
      summary: 'Recognisers of identities: those of the product and the city’s own, with what each finds.',
      response: recogniserList,
      handle: async () => ({ builtIn: [...builtInRecognisers], own: await selectNewest(database) }),
    }),
    route({
      method: 'GET',
      path: '/api/recognisers/:key/versions',
      access: { action: 'guard:read' },
      summary: 'Every version of one of the city’s own recognisers, the newest first.',
      params: keyParams,
      response: z.object({ items: z.array(recogniserView) }),
      handle: async ({ params }) => ({ items: await selectVersions(database, params.key) }),
    }),
    route({
      method: 'PUT',
      path: '/api/recognisers/:key',
      access: { action: 'guard:edit' },
      summary: 'Save a recogniser of the city’s own; it is tried on its examples first.',
      params: keyParams,
      body: recogniserChange,
      response: recogniserView,
      handle: async ({ params, body, caller }) => {
        const { version, ...own } = body
        const saved = await saveRecogniser(database, { key: params.key, version, own }, caller)
        recognisers.forget()
        return saved
      },
    }),
    route({
      method: 'POST',
      path: '/api/recognisers/trial',
      access: { action: 'guard:read' },
      summary: 'What the recognisers, and one that is being made, find in a text. The text is not kept.',
      body: trial,
      response: trialResult.extend({ counted: level('L2', z.record(z.string(), z.number())) }),
      handle: async ({ body }) => {
        const findings = await findIn(recognisers, body)
        const counted: Record<string, number> = {}
        for (const { type } of findings) counted[type] = (counted[type] ?? 0) + 1
        return {
          findings,
          level: findings.reduce<Level>((top, one) => higher(top, one.level), 'L1'),
          counted,
        }
      },
    }),
  ]
}

async function findIn(recognisers: RecogniserHolder, { text, draft }: z.infer<typeof trial>) {
  const inForce = await recognisers.inForce()
  if (!draft) return inForce.recognise(text)
  const fault = faultOfPattern(draft.pattern)
  if (fault) throw errorOf({ fault })
  // The draft beside all others: where it overlaps with one of them the longer stands, as it will once it is saved.
  return recognise(text, { own: [...inForce.own, compileOwn('draft', draft)] })
}
