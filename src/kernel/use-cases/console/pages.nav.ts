import type { PageEntry } from '#console/kit/page.rules.ts'

/** Pages of the use of generative AI by staff: the register of use cases, and the course. */
export const pages: readonly PageEntry[] = [
  {
    key: 'kernel.use-cases',
    file: 'use-cases',
    path: '/use-cases',
    title: 'use-cases:page.use-cases',
    access: { action: 'use-cases:read' },
    menu: { group: 'intelligence', order: 13, icon: 'form' },
  },
  {
    key: 'kernel.training',
    file: 'training',
    path: '/use-cases/training',
    title: 'use-cases:page.training',
    access: { action: 'use-cases:read' },
  },
]
