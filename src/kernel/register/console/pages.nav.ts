import type { PageEntry } from '#console/kit/page.rules.ts'

/** What algorithms are for and who answers for them: for everybody, and for those who keep the register. */
export const pages: readonly PageEntry[] = [
  {
    key: 'kernel.public-register',
    file: 'public-register',
    path: '/public/register',
    title: 'register:page.public',
    access: 'public',
    frame: 'public',
  },
  {
    key: 'kernel.register',
    file: 'register',
    path: '/register',
    title: 'register:page.register',
    access: { action: 'register:read' },
    menu: { group: 'intelligence', order: 11, icon: 'book' },
  },
]
