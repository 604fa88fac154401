import type { Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { chooseMailWay, readMailChoice } from './choose-mail.ts'
import { contactRoutes } from './contact.routes.ts'
import { deliveryRoutes } from './delivery.routes.ts'
import { inboxPage, inboxQuery, readMessages, readThrough, unreadCount } from './inbox.contract.ts'
import { listInbox, unreadOf } from './list-inbox.ts'
import { chooseMail, mailChoice } from './mail-choice.contract.ts'
import { markAllThrough, markMessages } from './mark-messages.ts'
import { templateRoutes } from './template.routes.ts'

/** Routes of everybody's own inbox, and of what is sent to citizens. */
export function inboxRoutes(loop: CaseLoop): Route<Actor>[] {
  return [
    ...contactRoutes(loop),
    ...deliveryRoutes(loop),
    ...templateRoutes(loop),
    route({
      method: 'GET',
      path: '/api/inbox',
      access: 'signed-in',
      summary: 'Messages about what concerns you or your desk, newest first.',
      query: inboxQuery,
      response: inboxPage,
      handle: async ({ caller, query, language }) => await listInbox(loop, caller, { query, language }),
    }),
    route({
      method: 'GET',
      path: '/api/inbox/unread',
      access: 'signed-in',
      summary: 'How many messages you have not read.',
      response: unreadCount,
      handle: async ({ caller }) => await unreadOf(loop, caller),
    }),
    route({
      method: 'POST',
      path: '/api/inbox/read',
      access: 'signed-in',
      summary: 'Mark messages as read; for your colleagues they stay as they are.',
      body: readMessages,
      response: unreadCount,
      handle: async ({ caller, body }) => await markMessages(loop, caller, body.messageIds),
    }),
    route({
      method: 'POST',
      path: '/api/inbox/read-all',
      access: 'signed-in',
      summary: 'Mark everything up to a message as read.',
      body: readThrough,
      response: unreadCount,
      handle: async ({ caller, body }) => await markAllThrough(loop, caller, body.through),
    }),
    route({
      method: 'GET',
      path: '/api/inbox/mail',
      access: 'signed-in',
      summary: 'How you are told by mail of new messages.',
      response: mailChoice,
      handle: async ({ caller, language }) => await readMailChoice(loop, caller, language),
    }),
    route({
      method: 'PUT',
      path: '/api/inbox/mail',
      access: 'signed-in',
      summary: 'Choose to be told by mail of each new message, of all once a workday morning, or of none.',
      body: chooseMail,
      response: mailChoice,
      handle: async ({ caller, body, language }) => {
        await chooseMailWay(loop, caller, body)
        return await readMailChoice(loop, caller, language)
      },
    }),
  ]
}
