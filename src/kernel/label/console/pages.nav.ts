import type { PageEntry } from '#console/kit/page.rules.ts'

/** The label checker, and what went out without its visible label. */
export const pages: readonly PageEntry[] = [
  {
    key: 'label.labels',
    file: 'labels',
    path: '/labels',
    title: 'label:page.labels',
    access: { action: 'labels:check' },
    menu: { group: 'intelligence', order: 60, icon: 'tag' },
  },
]
