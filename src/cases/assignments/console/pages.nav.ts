import type { PageEntry } from '#console/kit/page.rules.ts'

/** Pages about who of a department works on what. */
export const pages: readonly PageEntry[] = [
  {
    key: 'cases.desk',
    file: 'desk',
    path: '/desk',
    title: 'assignments:page.desk',
    access: { action: 'cases:assign' },
    menu: { group: 'work', order: 32, icon: 'people', audience: ['handler', 'department-lead'] },
  },
]
