import type { PageEntry } from '#console/kit/page.rules.ts'

/** Pages about people and one's own account. */
export const pages: readonly PageEntry[] = [
  {
    key: 'identity.people',
    file: 'people',
    path: '/people',
    title: 'identity:page.people',
    access: { action: 'people:read' },
    menu: { group: 'administration', order: 10, icon: 'people' },
    shortcut: 'p',
  },
  {
    key: 'identity.my-account',
    file: 'my-account',
    path: '/account',
    title: 'identity:page.my-account',
    access: 'signed-in',
    menu: {
      group: 'administration',
      order: 90,
      icon: 'profile',
      audience: [
        'system-administrator',
        'security-administrator',
        'audit-administrator',
        'ai-engineer',
        'data-steward',
      ],
    },
  },
]
