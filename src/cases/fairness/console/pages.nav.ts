import type { PageEntry } from '#console/kit/page.rules.ts'

/** Whether advice serves all alike: for auditors and for whoever looks after the algorithms. */
export const pages: readonly PageEntry[] = [
  {
    key: 'cases.fairness',
    file: 'fairness',
    path: '/fairness',
    title: 'fairness:page.fairness',
    access: { action: 'decisions:read' },
    menu: { group: 'intelligence', order: 14, icon: 'chart' },
  },
]
