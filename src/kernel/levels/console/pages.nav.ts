import type { PageEntry } from '#console/kit/page.rules.ts'

/** The level map of all that the product holds, and what the city set. */
export const pages: readonly PageEntry[] = [
  {
    key: 'levels.levels',
    file: 'levels',
    path: '/levels',
    title: 'levels:page.levels',
    access: { action: 'guard:read' },
    menu: { group: 'intelligence', order: 48, icon: 'levels' },
  },
]
