import { z } from 'zod'
import { level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { endByFollowUpCode, endByMessage, readContact } from './end-contact.ts'
import { contactView, offeredChannels, optOut } from './outside.contract.ts'
import { nothingOutside, offeredBy } from './outside.ts'

const params = z.object({ followUpCode: level('L3', z.string().max(60)) })
const callsPerMinute = 60

/** Routes by which citizens are told and end it: no sign-in; a code is the right. */
export function contactRoutes(loop: CaseLoop): Route<Actor>[] {
  const { database, outside = nothingOutside } = loop
  return [
    route({
      method: 'GET',
      path: '/api/public/channels',
      access: 'public',
      summary: 'How you can be told of each step of a report.',
      response: offeredChannels,
      handle: async () => offeredBy(outside),
    }),
    route({
      method: 'GET',
      path: '/api/public/reports/:followUpCode/notices',
      access: 'public',
      summary: 'How you are told of each step of a report.',
      callsPerMinute,
      params,
      response: contactView,
      handle: async ({ params }) => await readContact(database, params.followUpCode),
    }),
    route({
      method: 'POST',
      path: '/api/public/reports/:followUpCode/notices/end',
      access: 'public',
      summary: 'Be told no more; your address is erased.',
      callsPerMinute,
      params,
      response: contactView,
      handle: async ({ params }) => await endByFollowUpCode(database, params.followUpCode),
    }),
    route({
      method: 'POST',
      path: '/api/public/opt-out',
      access: 'public',
      summary: 'Be told no more, by the code of a message; your address is erased.',
      callsPerMinute,
      body: optOut,
      response: contactView,
      handle: async ({ body }) => await endByMessage(database, body.code),
    }),
  ]
}
