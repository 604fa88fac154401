import type { PageEntry } from '#console/kit/page.rules.ts'

/** Pages of messages to people. */
export const pages: readonly PageEntry[] = [
  {
    key: 'cases.inbox',
    file: 'inbox',
    path: '/inbox',
    title: 'inbox:page.inbox',
    access: 'signed-in',
    shortcut: 'n',
  },
  {
    key: 'cases.deliveries',
    file: 'deliveries',
    path: '/deliveries',
    title: 'inbox:page.deliveries',
    access: { action: 'operations:read' },
    menu: { group: 'administration', order: 40, icon: 'mail', audience: ['system-administrator'] },
  },
  {
    key: 'cases.messages',
    file: 'messages',
    path: '/messages',
    title: 'inbox:page.messages',
    access: { action: 'messages:edit' },
    menu: { group: 'city', order: 45, icon: 'message' },
  },
  {
    key: 'cases.opt-out',
    file: 'public-opt-out',
    path: '/public/opt-out',
    title: 'inbox:page.opt-out',
    access: 'public',
    frame: 'public',
  },
]
