import type { PageEntry } from '#console/kit/page.rules.ts'

/** How the ledger stands: for auditors. */
export const pages: readonly PageEntry[] = [
  {
    key: 'ledger.health',
    file: 'ledger',
    path: '/ledger',
    title: 'ledger:page.ledger',
    access: { action: 'ledger:read' },
    menu: { group: 'intelligence', order: 16, icon: 'ledger' },
  },
]
