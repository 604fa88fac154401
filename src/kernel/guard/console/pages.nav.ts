import type { PageEntry } from '#console/kit/page.rules.ts'

/** What the guard at the one door found, masked and refused. */
export const pages: readonly PageEntry[] = [
  {
    key: 'guard.guard',
    file: 'guard',
    path: '/guard',
    title: 'guard:page.guard',
    access: { action: 'guard:read' },
    menu: { group: 'intelligence', order: 40, icon: 'shield' },
  },
]
