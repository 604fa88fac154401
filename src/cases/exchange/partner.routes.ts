import type { Database, Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import { createPartner } from './create-partner.ts'
import {
  madePartner,
  newPartner,
  partnerEnded,
  partnerKey,
  partnerList,
  partnerRenewal,
  partnerRotation,
  renewedPartner,
} from './partner.contract.ts'
import { selectPartners } from './partner.store.ts'
import { partnerView } from './partner.view.ts'
import { renewPartner } from './renew-partner.ts'
import { revokePartner } from './revoke-partner.ts'
import { rotatePartner } from './rotate-partner.ts'

/** Keys of systems outside, for the security administrator. */
export function partnerRoutes(database: Database): Route<Actor>[] {
  const access = { action: 'partners:edit' }
  return [
    route({
      method: 'GET',
      path: '/api/partners',
      access,
      summary:
        'Systems outside that bring cases in or exchange them: those with a good key first, then newest first.',
      response: partnerList,
      handle: async () => ({ partners: (await selectPartners(database)).map(row => partnerView(row)) }),
    }),
    route({
      method: 'POST',
      path: '/api/partners',
      access,
      summary: 'Gives a system outside a key; the answer holds it, and it is shown only here.',
      body: newPartner,
      status: 201,
      response: madePartner,
      handle: async ({ caller, body }) => await createPartner(database, body, caller),
    }),
    route({
      method: 'POST',
      path: '/api/partners/:partnerId/renew',
      access,
      summary: 'Lets the key of a system outside be good for so many days from now, also one that has ended.',
      params: partnerKey,
      body: partnerRenewal,
      response: renewedPartner,
      handle: async ({ caller, params, body }) => ({
        partner: await renewPartner(database, { ...params, ...body }, caller),
      }),
    }),
    route({
      method: 'POST',
      path: '/api/partners/:partnerId/rotate',
      access,
      summary: 'Gives a system outside another key, shown only here; the one before goes on for some days.',
      params: partnerKey,
      body: partnerRotation,
      response: madePartner,
      handle: async ({ caller, params, body }) =>
        await rotatePartner(database, { ...params, ...body }, caller),
    }),
    route({
      method: 'DELETE',
      path: '/api/partners/:partnerId',
      access,
      summary: 'Ends the key of a system outside.',
      params: partnerKey,
      response: partnerEnded,
      handle: async ({ caller, params }) => {
        await revokePartner(database, params.partnerId, caller)
        return { revoked: true as const }
      },
    }),
  ]
}
