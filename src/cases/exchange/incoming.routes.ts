import { z } from 'zod'
import { level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { changeMapping } from './change-mapping.ts'
import { createIncoming } from './create-incoming.ts'
import { endIncoming } from './end-incoming.ts'
import {
  changedMapping,
  incomingEnded,
  incomingKey,
  incomingPosts,
  incomingTrial,
  incomingTried,
  incomingWebhooks,
  madeIncoming,
  mappingSaved,
  newIncoming,
  postDecided,
  postKey,
  takenPost,
} from './incoming.contract.ts'
import { mapText } from './incoming.rules.ts'
import { selectIncoming, selectPosts } from './incoming.store.ts'
import { incomingView, postView } from './incoming.view.ts'
import { discardPost, retryPost } from './retry-post.ts'
import { takePost } from './take-post.ts'

/** The limit of the system's key is the one that counts. */
const perMinute = 60_000

function doorRoutes(loop: CaseLoop): Route<Actor>[] {
  const { database } = loop
  const access = { action: 'partners:edit' }
  return [
    route({
      method: 'GET',
      path: '/api/incoming-webhooks',
      access,
      summary: 'Doors for what other systems post in their own JSON: those that are open first.',
      response: incomingWebhooks,
      handle: async () => ({ webhooks: (await selectIncoming(database)).map(incomingView) }),
    }),
    route({
      method: 'POST',
      path: '/api/incoming-webhooks',
      access,
      summary: 'Opens a door for a system; the answer holds the secret it signs with, shown only here.',
      body: newIncoming,
      status: 201,
      response: madeIncoming,
      handle: async ({ caller, body }) => await createIncoming(database, body, caller),
    }),
    route({
      method: 'POST',
      path: '/api/incoming-webhooks/try',
      access,
      summary: 'What a sample would become by a mapping; nothing is kept.',
      body: incomingTrial,
      response: incomingTried,
      handle: async ({ body }) => mapText(body.mapping, body.sample),
    }),
    route({
      method: 'POST',
      path: '/api/incoming-webhooks/:webhookId/mapping',
      access,
      summary: 'Changes where the fields of a case are.',
      params: incomingKey,
      body: changedMapping,
      response: mappingSaved,
      handle: async ({ caller, params, body }) =>
        await changeMapping(database, { ...body, id: params.webhookId }, caller),
    }),
    route({
      method: 'DELETE',
      path: '/api/incoming-webhooks/:webhookId',
      access,
      summary: 'Closes a door.',
      params: incomingKey,
      response: incomingEnded,
      handle: async ({ caller, params }) => {
        await endIncoming(database, params.webhookId, caller)
        return { ended: true as const }
      },
    }),
  ]
}

/** Doors for what other systems post in their own JSON; docs/webhooks-in.md describes them. */
export function incomingRoutes(loop: CaseLoop): Route<Actor>[] {
  const { database } = loop
  const access = { action: 'partners:edit' }
  return [
    ...doorRoutes(loop),
    route({
      method: 'GET',
      path: '/api/incoming-webhooks/:webhookId/posts',
      access,
      summary: 'The last posts of a door: what became of each, and what was wrong.',
      params: incomingKey,
      response: incomingPosts,
      handle: async ({ params }) => ({
        posts: (await selectPosts(database, params.webhookId)).map(postView),
      }),
    }),
    route({
      method: 'POST',
      path: '/api/incoming-posts/:postId/retry',
      access,
      summary: 'Maps a post that was kept again, as the mapping is now.',
      params: postKey,
      response: postDecided,
      handle: async ({ caller, params }) => await retryPost(loop, params.postId, caller),
    }),
    route({
      method: 'POST',
      path: '/api/incoming-posts/:postId/discard',
      access,
      summary: 'Discards a post that was kept.',
      params: postKey,
      response: postDecided,
      handle: async ({ caller, params }) => await discardPost(database, params.postId, caller),
    }),
    route({
      method: 'POST',
      path: '/api/webhooks/in/:webhookId',
      access: 'own-key',
      callsPerMinute: perMinute,
      accepts: 'text',
      summary:
        'Takes JSON of another system, signed after Standard Webhooks; the answer is the code of its case.',
      params: incomingKey,
      body: level('L4', z.string()),
      response: takenPost,
      handle: async ({ params, body, header }) => await takePost(loop, { ...params, body, header }),
    }),
  ]
}
