import type { PageEntry } from '#console/kit/page.rules.ts'

/** Pages of supervision. */
export const pages: readonly PageEntry[] = [
  {
    key: 'cases.supervisions',
    file: 'supervisions',
    path: '/supervisions',
    title: 'supervision:page.supervisions',
    access: { action: 'cases:read' },
    menu: {
      group: 'work',
      order: 38,
      icon: 'audit',
      audience: ['leader', 'dispatcher', 'handler', 'department-lead'],
    },
    shortcut: 'q',
  },
]
