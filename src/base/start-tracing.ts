/**
 * Sends traces to a collector (OTLP over HTTP) from now on. The libraries are loaded here and not before: without a
 * collector they cost neither memory (26 MB) nor time (0.2 s).
 * @param url the collector; `/v1/traces` is put after it, as the standard says.
 * @returns how to end: what is not sent yet is sent, for at most three seconds.
 */
export async function startTracing(url: string | undefined, release: string): Promise<() => Promise<void>> {
  if (url === undefined) return async () => undefined
  const [api, sdk, contexts, core, resources, exporter] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/context-async-hooks'),
    import('@opentelemetry/core'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/exporter-trace-otlp-http'),
  ])
  const sender = new exporter.OTLPTraceExporter({
    url: `${url.replace(/\/+$/, '')}/v1/traces`,
    timeoutMillis: 3_000,
  })
  const provider = new sdk.TracerProvider({
    resource: resources.resourceFromAttributes({
      'service.name': 'chengshu',
      'service.version': release,
      'process.pid': process.pid,
    }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter: sender })],
  })
  const manager = new contexts.AsyncLocalStorageContextManager()
  api.context.setGlobalContextManager(manager.enable())
  api.propagation.setGlobalPropagator(new core.W3CTraceContextPropagator())
  api.trace.setGlobalTracerProvider(provider)
  return async () => {
    const late = new Promise<void>(done => setTimeout(done, 3_000).unref())
    await Promise.race([provider.shutdown().catch(() => undefined), late])
  }
}
