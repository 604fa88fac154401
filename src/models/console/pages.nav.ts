import type { PageEntry } from '#console/kit/page.rules.ts'

/** Pages of the models the city trains itself. */
export const pages: readonly PageEntry[] = [
  {
    key: 'models.models',
    file: 'models',
    path: '/models',
    title: 'models:page.models',
    access: { action: 'models:read' },
    menu: { group: 'intelligence', order: 20, icon: 'model' },
    shortcut: 'm',
  },
  {
    key: 'models.version',
    file: 'version',
    path: '/models/$versionId',
    title: 'models:page.version',
    access: { action: 'models:read' },
  },
]
