import type { PageEntry } from '#console/kit/page.rules.ts'

/** The word library by which answers are checked. */
export const pages: readonly PageEntry[] = [
  {
    key: 'vocabulary.vocabulary',
    file: 'vocabulary',
    path: '/vocabulary',
    title: 'vocabulary:page.vocabulary',
    access: { action: 'guard:read' },
    menu: { group: 'intelligence', order: 46, icon: 'book' },
  },
]
