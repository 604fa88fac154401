import type { PageEntry } from '#console/kit/page.rules.ts'

/** The guided path; the demo city's people are led to it. */
export const pages: readonly PageEntry[] = [
  {
    key: 'cases.guide',
    file: 'guide',
    path: '/guide',
    title: 'guide:page.guide',
    access: 'signed-in',
  },
]
