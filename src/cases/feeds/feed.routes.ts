import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { offeredMonths } from './count-months.ts'
import { feedError } from './feed.errors.ts'
import { createFeedShelf } from './feed-shelf.ts'
import { type FeedFormat, feedPath, openDataIndex } from './open-data.contract.ts'
import { selectPublication } from './publication.store.ts'
import { smallestGroup } from './write-feed.ts'

const contentTypes: Record<FeedFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  geojson: 'application/geo+json; charset=utf-8',
}
// Asked for again each time, sent again only when it is another: what was switched off must not live on in caches.
const cacheSeconds = 0
const callsPerMinute = 30

/** Open data: cases of past months without identities, for everybody. */
export function feedRoutes(loop: CaseLoop): Route<Actor>[] {
  const shelf = createFeedShelf(loop)
  const offer = async () => {
    const held = await selectPublication(loop.database)
    if (!held.openData) throw feedError('cases.open-data-off')
    return { ...held, months: await offeredMonths(loop) }
  }
  return [
    route({
      method: 'GET',
      path: '/open-data/index.json',
      access: 'public',
      summary: 'Open data: the months there are.',
      callsPerMinute,
      response: openDataIndex,
      handle: async ({ origin }) => {
        const { columns, months } = await offer()
        const urlOf = (month: string, format: FeedFormat) => `${origin}/open-data/cases/${month}.${format}`
        return {
          smallestGroup,
          columns,
          months: months.map(month => ({
            month,
            csv: urlOf(month, 'csv'),
            geojson: urlOf(month, 'geojson'),
          })),
        }
      },
    }),
    route({
      method: 'GET',
      path: '/open-data/cases/:file',
      access: 'public',
      summary: 'Open data: the cases of a month without identities, as CSV or GeoJSON.',
      callsPerMinute,
      params: feedPath,
      response: 'document',
      handle: async ({ params }) => {
        const [month = '', format = 'csv'] = params.file.split('.') as [string, FeedFormat]
        const { months, version } = await offer()
        if (!months.includes(month)) throw feedError('cases.month-not-open', { month })
        const { path, tag } = await shelf.take(month, format, version)
        // Opened before it is answered: a file that is dropped meanwhile is read to its end.
        const file = await open(path)
        const body = createReadStream(path, { fd: file, autoClose: true })
        return { document: true, contentType: contentTypes[format], body, cacheSeconds, tag }
      },
    }),
  ]
}
