import type { PageEntry } from '#console/kit/page.rules.ts'

/** The recognisers of identities, and a text to try them on. */
export const pages: readonly PageEntry[] = [
  {
    key: 'recognise.recognisers',
    file: 'recognisers',
    path: '/recognisers',
    title: 'recognise:page.recognisers',
    access: { action: 'guard:read' },
    menu: { group: 'intelligence', order: 42, icon: 'search' },
  },
]
