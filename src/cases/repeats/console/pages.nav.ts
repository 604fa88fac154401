import type { PageEntry } from '#console/kit/page.rules.ts'

/** Pages about matters that several people bring in. */
export const pages: readonly PageEntry[] = [
  {
    key: 'cases.repeat-search',
    file: 'distances',
    path: '/repeat-search',
    title: 'repeats:page.distances',
    access: { action: 'duties:edit' },
    menu: { group: 'city', order: 27, icon: 'search' },
  },
]
