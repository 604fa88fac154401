import type { PageEntry } from '#console/kit/page.rules.ts'

/** Pages of the service board. */
export const pages: readonly PageEntry[] = [
  {
    key: 'cases.board',
    file: 'board',
    path: '/board',
    title: 'board:page.board',
    access: { action: 'cases:read' },
    menu: {
      group: 'work',
      order: 36,
      icon: 'profile',
      audience: ['dispatcher', 'department-lead', 'leader', 'analyst'],
    },
    shortcut: 'b',
  },
]
