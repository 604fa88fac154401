import type { PageEntry } from '#console/kit/page.rules.ts'

/** The map of cases. */
export const pages: readonly PageEntry[] = [
  {
    key: 'cases.map',
    file: 'map',
    path: '/map',
    title: 'map:page.map',
    access: { action: 'cases:read' },
    menu: {
      group: 'work',
      order: 42,
      icon: 'map',
      audience: ['dispatcher', 'seat', 'department-lead', 'leader', 'analyst', 'grid-member'],
    },
    shortcut: 'w',
  },
]
