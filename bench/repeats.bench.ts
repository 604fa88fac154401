import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { sql } from 'kysely'
import { pino } from 'pino'
import { ensureEmbedded, loadKeys, migrate, openDatabase, readConfig } from '#base/index.ts'
import { join } from '../src/main.ts'
import { testKeys } from '../test/test-keys.ts'
import { fillCases } from './fill-cases.ts'
import { load, met, type Print, percentile, pickCases, readLists, serve } from './read-lists.ts'

/** Other questions asked before any is measured: a server that has just started has none of its pages in hand. */
const warming = 200

interface Asked {
  id: string
  subject: string
  detail: string
  longitude: number
  latitude: number
  category_id: string | null
  region_id: string | null
}

export const bench = {
  name: 'repeats, board, map and lists on 1,000,000 cases',
  run: async ({
    print,
    arguments: [count = '1000000', questions = '300'],
  }: {
    print: Print
    arguments: string[]
  }) => {
    const folder = await mkdtemp(joinPath(tmpdir(), 'chengshu-bench-'))
    const embedded = await ensureEmbedded({ folder, report: () => undefined })
    const { connections } = embedded
    loadKeys(testKeys)
    await migrate(connections.owner)
    const config = { ...readConfig({}), dataFolder: folder }
    const hub = await join({ config, log: pino({ level: 'silent' }), connections, worker: false })
    const owner = openDatabase({ ...connections.owner, max: 1 }, () => undefined)
    try {
      await fillCases(hub, owner, { count: Number(count), print })
      const server = await serve(hub)
      const measure = async (title: string, target: number, calls: { url: string; payload?: object }[]) => {
        const spent: number[] = []
        let found = 0
        for (const { url, payload } of calls) {
          const began = performance.now()
          const answer = await server.inject(
            payload ? { method: 'POST', url, payload } : { method: 'GET', url },
          )
          spent.push(performance.now() - began)
          if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.body}`)
          const { items, cells } = answer.json() as { items?: unknown[]; cells?: unknown[] }
          if ((items ?? cells ?? []).length > 0) found++
        }
        const p95 = percentile(spent, 0.95)
        print(
          `${title}: p50 ${percentile(spent, 0.5).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms (target ${target} ms ${met(p95 <= target)}), ${found} of ${calls.length} with something found; ${load()}`,
        )
      }
      const { rows } = await sql<Asked>`
        select record.id, content.subject, content.detail, content.longitude, content.latitude, record.category_id,
               record.region_id
          from cases.case_record record join cases.case_content content on content.case_id = record.id
         where content.longitude is not null and record.region_id is not null and record.reported_at > now() - interval '84 days'
         order by md5(record.id::text) limit ${Number(questions) + warming}`.execute(owner)
      const ask = (one: Asked, more: object) => ({
        url: '/api/cases/repeats',
        payload: { subject: one.subject, detail: one.detail, regionId: one.region_id, ...more },
      })
      const point = ({ longitude, latitude }: Asked) => ({ longitude, latitude })
      await measure(
        'warm-up',
        1000,
        rows.splice(Number(questions)).map(one => ask(one, point(one))),
      )
      await measure(
        'repeats near a point, category known',
        30,
        rows.map(one => ask(one, { ...point(one), categoryId: one.category_id })),
      )
      await measure(
        'repeats near a point, category unknown',
        30,
        rows.map(one => ask(one, point(one))),
      )
      await measure(
        'repeats in a region, by words',
        30,
        rows.map(one => ask(one, {})),
      )
      await measure(
        'board',
        100,
        Array.from({ length: 50 }, () => ({ url: '/api/board' })),
      )
      await measure(
        'counts of the queues',
        100,
        Array.from({ length: 50 }, () => ({ url: '/api/cases/counts' })),
      )
      for (const [title, filter] of [
        ['open cases', ''],
        ['closed cases', '&state=closed'],
        ['one nature', '&nature=complaint'],
        ['overdue', '&overdue=true'],
      ])
        await measure(
          `map, ${title}`,
          100,
          rows.slice(0, 50).flatMap(({ longitude: x, latitude: y }) =>
            [10, 13, 15].map(zoom => {
              const half = 180 / 2 ** zoom
              return {
                url: `/api/map/cells?west=${x - half}&east=${x + half}&south=${y - half}&north=${y + half}&zoom=${zoom}${filter}`,
              }
            }),
          ),
        )
      await measure(
        'list of a drawn area',
        100,
        rows.slice(0, 100).map(({ longitude: x, latitude: y }) => {
          const corners = [
            [x - 0.01, y - 0.01],
            [x + 0.01, y - 0.01],
            [x + 0.01, y + 0.01],
            [x - 0.01, y + 0.01],
          ]
          const area = corners.map(pair => pair.map(degrees => degrees!.toFixed(5)).join(',')).join(';')
          return { url: `/api/cases?area=${encodeURIComponent(area)}` }
        }),
      )
      const { id: _, detail: __, ...places } = (await pickCases(owner))[0]!
      await readLists(server, places, { target: 100, print })
      await server.close()
    } finally {
      await owner.destroy()
      await hub.close()
      await embedded.stop()
      await rm(folder, { recursive: true })
    }
  },
}
