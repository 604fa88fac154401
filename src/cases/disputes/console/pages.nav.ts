import type { PageEntry } from '#console/kit/page.rules.ts'

/** Pages about objections, returns, and what rulings propose for the duty list. */
export const pages: readonly PageEntry[] = [
  {
    key: 'cases.disputes',
    file: 'disputes',
    path: '/disputes',
    title: 'disputes:page.disputes',
    access: { action: 'cases:disputes' },
    menu: {
      group: 'work',
      order: 37,
      icon: 'audit',
      audience: ['dispatcher', 'handler', 'department-lead'],
    },
    shortcut: 'y',
  },
  {
    key: 'cases.returns',
    file: 'returns',
    path: '/returns',
    title: 'disputes:page.returns',
    access: { action: 'cases:disputes' },
    menu: { group: 'work', order: 45, icon: 'flow', audience: ['dispatcher', 'department-lead', 'analyst'] },
  },
  {
    key: 'cases.duty-proposals',
    file: 'proposals',
    path: '/duty-proposals',
    title: 'disputes:page.proposals',
    access: { action: 'duties:edit' },
    menu: { group: 'city', order: 30, icon: 'form', audience: ['data-steward', 'dispatcher'] },
  },
]
