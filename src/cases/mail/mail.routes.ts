import type { Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import { addMail } from './add-mail.ts'
import { discardMail } from './discard-mail.ts'
import { listMails, readMailOverview } from './list-mails.ts'
import {
  discardBody,
  mailDetail,
  mailEnded,
  mailKey,
  mailOverview,
  mailPage,
  mailQuery,
} from './mail.contract.ts'
import type { MailParts } from './mail-parts.ts'
import { readMail } from './read-mail.ts'
import { turnMail } from './turn-mail.ts'

const read = { action: 'mails:read' } as const
const act = { action: 'mails:act' } as const

/** Routes of mail that comes in. */
export function mailRoutes(parts: MailParts): Route<Actor>[] {
  return [
    route({
      method: 'GET',
      path: '/api/mails',
      access: read,
      summary: 'Mails that came in and what became of them, newest first.',
      query: mailQuery,
      response: mailPage,
      handle: async ({ caller, query }) => await listMails(parts, caller, query),
    }),
    route({
      method: 'GET',
      path: '/api/mails/overview',
      access: read,
      summary: 'The mailbox, how its last round went, and how many mails wait for a person.',
      response: mailOverview,
      handle: async () => await readMailOverview(parts),
    }),
    route({
      method: 'GET',
      path: '/api/mails/:mailId',
      access: read,
      summary: 'One mail with what it says.',
      params: mailKey,
      response: mailDetail,
      handle: async ({ caller, params, language }) => await readMail(parts, caller, { ...params, language }),
    }),
    route({
      method: 'POST',
      path: '/api/mails/:mailId/case',
      access: act,
      summary: 'Make a case of a mail that was kept.',
      params: mailKey,
      response: mailEnded,
      handle: async ({ caller, params }) => await turnMail(parts, caller, params.mailId),
    }),
    route({
      method: 'POST',
      path: '/api/mails/:mailId/note',
      access: act,
      summary: 'Add a mail that was kept to the case it names.',
      params: mailKey,
      response: mailEnded,
      handle: async ({ caller, params }) => await addMail(parts, caller, params.mailId),
    }),
    route({
      method: 'POST',
      path: '/api/mails/:mailId/discard',
      access: act,
      summary: 'Discard a mail that was kept, with the reason.',
      params: mailKey,
      body: discardBody,
      response: mailEnded,
      handle: async ({ caller, params, body }) => await discardMail(parts, caller, { ...params, ...body }),
    }),
  ]
}
