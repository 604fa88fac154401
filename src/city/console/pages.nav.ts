import type { PageEntry } from '#console/kit/page.rules.ts'

/** Pages of the city: who is who, who does what, what there is to be done, when offices work, what lies where. */
export const pages: readonly PageEntry[] = [
  {
    key: 'city.departments',
    file: 'departments',
    path: '/departments',
    title: 'city:page.departments',
    access: { action: 'city:read' },
    menu: { group: 'city', order: 10, icon: 'tree' },
  },
  {
    key: 'city.duties',
    file: 'duties',
    path: '/duties',
    title: 'city:page.duties',
    access: { action: 'city:read' },
    menu: { group: 'city', order: 20, icon: 'bank' },
    shortcut: 'l',
  },
  {
    key: 'city.categories',
    file: 'categories',
    path: '/categories',
    title: 'city:page.categories',
    access: { action: 'city:read' },
    menu: { group: 'city', order: 25, icon: 'list' },
  },
  {
    key: 'city.calendar',
    file: 'calendar',
    path: '/calendar',
    title: 'city:page.calendar',
    access: { action: 'city:read' },
    menu: { group: 'city', order: 30, icon: 'calendar' },
  },
  {
    key: 'city.regions',
    file: 'regions',
    path: '/regions',
    title: 'city:page.regions',
    access: { action: 'city:read' },
    menu: { group: 'city', order: 40, icon: 'map' },
  },
]
