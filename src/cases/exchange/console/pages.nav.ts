import type { PageEntry } from '#console/kit/page.rules.ts'

/** Pages about systems outside. */
export const pages: readonly PageEntry[] = [
  {
    key: 'cases.partners',
    file: 'partners',
    path: '/partners',
    title: 'exchange:page.partners',
    access: { action: 'partners:edit' },
    menu: { group: 'administration', order: 20, icon: 'settings' },
    shortcut: 'o',
  },
  {
    key: 'cases.incoming-webhooks',
    file: 'incoming',
    path: '/incoming-webhooks',
    title: 'exchange:page.incoming',
    access: { action: 'partners:edit' },
    menu: { group: 'administration', order: 22, icon: 'flow' },
  },
]
