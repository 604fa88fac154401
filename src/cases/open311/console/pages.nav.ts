import type { PageEntry } from '#console/kit/page.rules.ts'

/** Pages about what other systems are asked for. */
export const pages: readonly PageEntry[] = [
  {
    key: 'cases.service-attributes',
    file: 'services',
    path: '/service-attributes',
    title: 'open311:page.services',
    access: { action: 'duties:edit' },
    menu: { group: 'city', order: 28, icon: 'form' },
  },
]
