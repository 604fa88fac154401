import type { Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import { createSubscription } from './create-subscription.ts'
import type { DeliveryParts } from './deliver-messages.ts'
import { endSubscription } from './end-subscription.ts'
import { selectMessages } from './message.store.ts'
import { retryMessage } from './retry-message.ts'
import {
  madeSubscription,
  messageKey,
  messageList,
  messageRetried,
  newSubscription,
  subscriptionEnded,
  subscriptionKey,
  subscriptionList,
} from './subscription.contract.ts'
import { selectSubscriptions } from './subscription.store.ts'
import { messageView, subscriptionView } from './subscription.view.ts'

/** Who is told of what happens to cases, and what became of the messages. */
export function subscriptionRoutes(parts: DeliveryParts): Route<Actor>[] {
  const access = { action: 'partners:edit' }
  const { database } = parts
  return [
    route({
      method: 'GET',
      path: '/api/subscriptions',
      access,
      summary: 'Webhook subscriptions, those in force first, then newest first.',
      response: subscriptionList,
      handle: async () => ({ subscriptions: (await selectSubscriptions(database)).map(subscriptionView) }),
    }),
    route({
      method: 'POST',
      path: '/api/subscriptions',
      access,
      summary: 'Tells a system outside of steps of cases; the answer holds the secret, shown only here.',
      body: newSubscription,
      status: 201,
      response: madeSubscription,
      handle: async ({ caller, body }) => await createSubscription(parts, body, caller),
    }),
    route({
      method: 'DELETE',
      path: '/api/subscriptions/:subscriptionId',
      access,
      summary: 'Ends a webhook subscription.',
      params: subscriptionKey,
      response: subscriptionEnded,
      handle: async ({ caller, params }) => {
        await endSubscription(database, params.subscriptionId, caller)
        return { ended: true as const }
      },
    }),
    route({
      method: 'GET',
      path: '/api/subscriptions/:subscriptionId/messages',
      access,
      summary: 'The last messages of a subscription, those that are parked first.',
      params: subscriptionKey,
      response: messageList,
      handle: async ({ params }) => ({
        messages: (await selectMessages(database, params.subscriptionId)).map(messageView),
      }),
    }),
    route({
      method: 'POST',
      path: '/api/messages/:messageId/retry',
      access,
      summary: 'Sends a parked message again.',
      params: messageKey,
      response: messageRetried,
      handle: async ({ caller, params }) => {
        await retryMessage(database, params.messageId, caller)
        return { retried: true as const }
      },
    }),
  ]
}
