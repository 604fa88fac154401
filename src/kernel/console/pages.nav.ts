import type { PageEntry } from '#console/kit/page.rules.ts'

/** Pages of the door: what the AI decided, and what people did with it. */
export const pages: readonly PageEntry[] = [
  {
    key: 'kernel.decisions',
    file: 'decisions',
    path: '/decisions',
    title: 'kernel:page.decisions',
    access: { action: 'decisions:read' },
    menu: { group: 'intelligence', order: 10, icon: 'audit' },
    shortcut: 'e',
  },
  {
    key: 'kernel.decision',
    file: 'decision',
    path: '/decisions/$decisionId',
    title: 'kernel:page.decision',
    access: { action: 'decisions:read' },
  },
]
