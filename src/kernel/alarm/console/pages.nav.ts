import type { PageEntry } from '#console/kit/page.rules.ts'

/** What people met of the guard that is wrong, and what was ruled on it. */
export const pages: readonly PageEntry[] = [
  {
    key: 'alarm.alarms',
    file: 'alarms',
    path: '/alarms',
    title: 'alarm:page.alarms',
    access: { action: 'guard:read' },
    menu: { group: 'intelligence', order: 41, icon: 'alert' },
  },
]
