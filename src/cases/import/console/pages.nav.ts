import type { PageEntry } from '#console/kit/page.rules.ts'

/** Pages of the import of cases. */
export const pages: readonly PageEntry[] = [
  {
    key: 'cases.imports',
    file: 'imports',
    path: '/imports',
    title: 'import:page.imports',
    access: { action: 'cases:import' },
    menu: { group: 'city', order: 5, icon: 'upload' },
    shortcut: 'u',
  },
  {
    key: 'cases.import',
    file: 'import',
    path: '/imports/$importId',
    title: 'import:page.import',
    access: { action: 'cases:import' },
  },
]
