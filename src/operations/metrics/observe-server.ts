import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { baseError, type Database, poolCounts, type RoomGauge } from '#base/index.ts'
import { asksFromHere, bearerOf, isPassedOn } from './metrics.rules.ts'
import { queueGauges } from './queue.store.ts'
import { traceRequests } from './trace-requests.ts'

/** What the metrics are made of. */
export interface Watched {
  database: Database
  gauges: readonly RoomGauge[]
  /** Bearer token of whoever may read them; without it only this machine may. */
  token: string | undefined
  log: Logger
  /** Whether traces go somewhere. */
  traced: boolean
}

const equal = (a: string, b: string) => {
  const [left, right] = [a, b].map(text => createHash('sha256').update(text).digest())
  return timingSafeEqual(left!, right!)
}

function mayRead(request: FastifyRequest, token: string | undefined): boolean {
  const { headers } = request
  const given = bearerOf(headers.authorization)
  if (token !== undefined) return given !== undefined && equal(given, token)
  return asksFromHere({
    peer: request.socket.remoteAddress,
    forwarded: isPassedOn(headers),
    authorization: headers.authorization,
  })
}

/**
 * Counts every request of a server and puts `/metrics` on it, as Prometheus reads it. Routes are named by their pattern:
 * no id and no word of a request becomes a label.
 */
export function observeServer(watched: Watched): (server: FastifyInstance) => void {
  return server => {
    if (watched.traced) traceRequests(server)
    const register = new Registry()
    collectDefaultMetrics({ register })
    const requests = new Histogram({
      name: 'chengshu_http_request_duration_seconds',
      help: 'Requests by method, route and status',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers: [register],
    })
    server.addHook('onResponse', async (request, reply) => {
      const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none')
      const { method } = request
      requests.observe({ method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
      const milliseconds = Math.round(reply.elapsedTime)
      request.log.debug({ method, route, status: reply.statusCode, milliseconds }, 'answered')
    })
    const refresh = gaugesOf(register, watched)
    server.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
      if (!mayRead(request, watched.token)) throw baseError('base.not-found')
      await refresh()
      return reply
        .header('content-type', register.contentType)
        .header('cache-control', 'no-store')
        .send(await register.metrics())
    })
  }
}

// One without labels is 0 after a reset, which is a figure too.
function empty(gauge: Gauge, { labels }: RoomGauge): void {
  gauge.reset()
  if (labels.length === 0) gauge.remove()
}

// Two that ask at once, or one that asks every second, read the database once in five.
const freshFor = 5_000

function gaugesOf(register: Registry, { database, gauges, log }: Watched): () => Promise<void> {
  const made = [...gauges, ...queueGauges].map(of => {
    const { help, labels } = of
    return {
      of,
      gauge: new Gauge({
        name: `chengshu_${of.name}`,
        help,
        labelNames: [...labels],
        registers: [register],
      }),
    }
  })
  const pool = new Gauge({
    name: 'chengshu_database_connections',
    help: 'Connections of this process to the database: open, idle, and callers that wait for one',
    labelNames: ['state'],
    registers: [register],
  })
  const readable = new Gauge({
    name: 'chengshu_database_readable',
    help: '1 when the database answered every question of this page',
    registers: [register],
  })
  const failures = new Counter({
    name: 'chengshu_figure_failures_total',
    help: 'Figures of this page that could not be read from the database, by name',
    labelNames: ['figure'],
    registers: [register],
  })
  const read = async () => {
    let good = 1
    for (const { of, gauge } of made) {
      try {
        const rows = await of.read(database)
        empty(gauge, of)
        for (const { labels, value } of rows) gauge.set({ ...labels }, value)
      } catch (error) {
        // Off the page: its last value would pass for today's.
        empty(gauge, of)
        good = 0
        failures.inc({ figure: `chengshu_${of.name}` })
        log.warn({ err: error, gauge: of.name }, 'a figure could not be read')
      }
    }
    readable.set(good)
  }
  let reading: Promise<void> | undefined
  let readAt = -freshFor
  return async () => {
    if (!reading && performance.now() - readAt >= freshFor)
      reading = read().finally(() => {
        readAt = performance.now()
        reading = undefined
      })
    await reading
    for (const [state, count] of Object.entries(poolCounts(database))) pool.set({ state }, count)
  }
}
