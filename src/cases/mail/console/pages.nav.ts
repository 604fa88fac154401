import type { PageEntry } from '#console/kit/page.rules.ts'

/** Pages about mail that comes in. */
export const pages: readonly PageEntry[] = [
  {
    key: 'cases.mails',
    file: 'mails',
    path: '/mails',
    title: 'mail:page.mails',
    access: { action: 'mails:read' },
    menu: {
      group: 'work',
      order: 33,
      icon: 'inbox',
      audience: ['dispatcher', 'seat', 'system-administrator'],
    },
    shortcut: 'x',
  },
]
