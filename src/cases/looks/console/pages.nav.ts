import type { PageEntry } from '#console/kit/page.rules.ts'

/** Who saw whose contact, and what for. */
export const pages: readonly PageEntry[] = [
  {
    key: 'cases.looks',
    file: 'looks',
    path: '/looks',
    title: 'looks:page.looks',
    access: { action: 'ledger:read' },
    menu: { group: 'administration', order: 60, icon: 'audit' },
  },
]
