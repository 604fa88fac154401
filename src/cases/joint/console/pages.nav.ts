import type { PageEntry } from '#console/kit/page.rules.ts'

/** Pages of joint handling. */
export const pages: readonly PageEntry[] = [
  {
    key: 'cases.tasks',
    file: 'tasks',
    path: '/tasks',
    title: 'joint:page.tasks',
    access: { action: 'cases:co-handle' },
    menu: { group: 'work', order: 32, icon: 'flow' },
    shortcut: 'j',
  },
]
