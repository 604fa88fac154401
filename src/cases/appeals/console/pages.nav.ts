import type { PageEntry } from '#console/kit/page.rules.ts'

/** The page of citizens' appeals. */
export const pages: readonly PageEntry[] = [
  {
    key: 'cases.appeals',
    file: 'appeals',
    path: '/appeals',
    title: 'appeals:page.appeals',
    access: { action: 'appeals:read' },
    menu: {
      group: 'work',
      order: 38,
      icon: 'audit',
      audience: ['dispatcher', 'leader', 'audit-administrator'],
    },
  },
]
