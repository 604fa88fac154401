import type { PageEntry } from '#console/kit/page.rules.ts'

/** How one decision came about, for auditors and for whoever answers an objection. */
export const pages: readonly PageEntry[] = [
  {
    key: 'kernel.trace',
    file: 'trace',
    path: '/decisions/$decisionId/trace',
    title: 'trace:page.trace',
    access: { action: 'decisions:read' },
  },
]
