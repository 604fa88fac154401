import type { PageEntry } from '#console/kit/page.rules.ts'

/** Whether algorithms keep their quality, and what was cut off. */
export const pages: readonly PageEntry[] = [
  {
    key: 'kernel.breakers',
    file: 'breakers',
    path: '/breakers',
    title: 'breaker:page.breakers',
    access: { action: 'guard:read' },
    menu: { group: 'intelligence', order: 12, icon: 'breaker' },
  },
]
