import type { ComponentType } from 'react'
import type { PageEntry } from '#console/kit/page.rules.ts'

type List = { pages: readonly PageEntry[] }
type PageModule = { Page: ComponentType }

const lists = import.meta.glob<List>('../../src/**/console/pages.nav.ts', { eager: true })
const components = import.meta.glob<PageModule>('../../src/**/console/*.page.tsx')

/** A page of a room, and how its component is fetched. */
export interface FoundPage extends PageEntry {
  load(): Promise<PageModule>
}

/**
 * Every page of every room. One that is listed without its file is left out, so that one mistake does not close the whole
 * console; `words.test.ts` fails on it.
 */
export const pages: readonly FoundPage[] = Object.entries(lists).flatMap(([path, list]) =>
  list.pages.flatMap(page => {
    const load = components[path.replace('pages.nav.ts', `${page.file}.page.tsx`)]
    if (!load) console.error(`${path} names ${page.file}, but there is no such page`)
    return load ? [{ ...page, load }] : []
  }),
)
