import type { PageEntry } from '#console/kit/page.rules.ts'

/** Pages about what everybody may read. */
export const pages: readonly PageEntry[] = [
  {
    key: 'cases.publication',
    file: 'publication',
    path: '/publication',
    title: 'feeds:page.publication',
    access: { action: 'city:edit' },
    menu: { group: 'city', order: 50, icon: 'map' },
  },
]
