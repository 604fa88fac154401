import type { PageEntry } from '#console/kit/page.rules.ts'

/** Pages of retention and of the rights of persons. */
export const pages: readonly PageEntry[] = [
  {
    key: 'cases.retention',
    file: 'retention',
    path: '/retention',
    title: 'rights:page.retention',
    access: { action: 'rights:read' },
    menu: { group: 'administration', order: 40, icon: 'clock' },
  },
]
