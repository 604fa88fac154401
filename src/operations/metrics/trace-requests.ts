import { context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/**
 * Makes a span of every request, the parent of what is done for it; one that came with a `traceparent` goes on with that
 * trace. Named by the pattern of the route: no id and no word of a request is told.
 */
export function traceRequests(server: FastifyInstance): void {
  const tracer = trace.getTracer('chengshu')
  const spans = new WeakMap<FastifyRequest, Span>()
  const go = (request: FastifyRequest, done: () => void) => {
    const span = spans.get(request)
    if (span) context.with(trace.setSpan(context.active(), span), done)
    else done()
  }
  server.addHook('onRequest', (request, _reply, done) => {
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none')
    const span = tracer.startSpan(
      `${request.method} ${route}`,
      { kind: SpanKind.SERVER, attributes: { 'http.request.method': request.method, 'http.route': route } },
      propagation.extract(context.active(), request.headers),
    )
    spans.set(request, span)
    go(request, done)
  })
  // Reading a body leaves the context that the first hook began.
  server.addHook('preHandler', (request, _reply, done) => go(request, done))
  server.addHook('onResponse', async (request, reply) => {
    const span = spans.get(request)
    span?.setAttribute('http.response.status_code', reply.statusCode)
    if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR })
    span?.end()
  })
}
