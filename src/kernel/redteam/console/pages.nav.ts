import type { PageEntry } from '#console/kit/page.rules.ts'

/** Attacks on trial: runs, what came through, what was stopped wrongly. */
export const pages: readonly PageEntry[] = [
  {
    key: 'redteam.redteam',
    file: 'redteam',
    path: '/redteam',
    title: 'redteam:page.redteam',
    access: { action: 'guard:read' },
    menu: { group: 'intelligence', order: 48, icon: 'attack' },
  },
]
