import type { PageEntry } from '#console/kit/page.rules.ts'

/** Pages about how long cases may take. */
export const pages: readonly PageEntry[] = [
  {
    key: 'cases.limits',
    file: 'limits',
    path: '/limits',
    title: 'deadlines:page.limits',
    access: { action: 'city:read' },
    menu: {
      group: 'city',
      order: 25,
      icon: 'clock',
      audience: ['dispatcher', 'department-lead', 'data-steward'],
    },
  },
]
