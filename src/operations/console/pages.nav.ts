import type { PageEntry } from '#console/kit/page.rules.ts'

/** Pages of the operator. */
export const pages: readonly PageEntry[] = [
  {
    key: 'operations.health',
    file: 'health',
    path: '/health',
    title: 'operations:page.health',
    access: { action: 'operations:read' },
    menu: { group: 'administration', order: 30, icon: 'health' },
  },
]
