import type { PageEntry } from '#console/kit/page.rules.ts'

/** The incident room: what was found, and what is done about it. */
export const pages: readonly PageEntry[] = [
  {
    key: 'operations.incidents',
    file: 'incidents',
    path: '/incidents',
    title: 'incidents:page.incidents',
    access: { action: 'incidents:read' },
    menu: { group: 'administration', order: 28, icon: 'incident' },
  },
  {
    key: 'operations.incident',
    file: 'incident',
    path: '/incidents/$incidentId',
    title: 'incidents:page.incident',
    access: { action: 'incidents:read' },
  },
]
