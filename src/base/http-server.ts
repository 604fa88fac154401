import { existsSync } from 'node:fs'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import serveStatic from '@fastify/static'
import swagger from '@fastify/swagger'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { baseError } from './base.errors.ts'
import type { CatalogueError } from './errors.ts'
import { faultForLog, type Hide, hideInError } from './hide-in-error.ts'
import { type HttpOptions, languageOf } from './http-options.ts'
import { addRoute } from './http-route.ts'
import { uuidv7 } from './identifiers.ts'
import { asCatalogueError, asProblem } from './problem.ts'
import { sizeWords } from './size-words.rules.ts'

const bodyLimit = 262_144

// The parser that stops reading does not say at how much; the route knows.
function asNamedLimit(thrown: unknown, request: FastifyRequest): CatalogueError {
  const error = asCatalogueError(thrown)
  if (error.code !== 'base.payload-too-large' || error.details.limit) return error
  const limit = request.routeOptions?.bodyLimit ?? bodyLimit
  return baseError('base.payload-too-large', { limit: sizeWords(limit) })
}

type SendProblem = (request: FastifyRequest, reply: FastifyReply, thrown: unknown) => void

const problemSender =
  (hide: Hide): SendProblem =>
  (request, reply, thrown) => {
    const error = hideInError(asNamedLimit(thrown, request), hide)
    if (error.entry.status >= 500) {
      const err = faultForLog(thrown, hide)
      request.log.error({ err, code: error.code, details: error.details }, error.entry.advice)
    }
    if (error.entry.status === 429) reply.header('retry-after', String(error.details.seconds ?? 60))
    reply
      .status(error.entry.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .header('content-language', languageOf(request))
      .serializer((value: unknown) => JSON.stringify(value))
      .send(asProblem(error, languageOf(request)))
  }

// A form on another site can send the session cookie; it cannot forge these headers. Browsers leave Sec-Fetch-Site out
// where the address is plain HTTP in a local network; the origin is named there too.
function refuseForeignOrigin(request: FastifyRequest, publicHost: string | undefined): void {
  if (request.method === 'GET' || request.method === 'HEAD' || !request.headers.cookie) return
  const { origin, 'sec-fetch-site': site } = request.headers
  if (site) {
    if (site !== 'same-origin' && site !== 'none') throw baseError('base.not-found')
    return
  }
  if (origin === undefined) return
  const host = URL.canParse(origin) ? new URL(origin).host : undefined
  if (host === undefined || (host !== request.headers.host && host !== publicHost))
    throw baseError('base.not-found')
}

async function addConsole(server: FastifyInstance, folder: string, sendProblem: SendProblem): Promise<void> {
  if (existsSync(folder)) {
    await server.register(serveStatic, {
      root: folder,
      wildcard: false,
      immutable: true,
      maxAge: '365d',
      setHeaders: (response, path) => {
        if (path.endsWith('.html')) response.header('cache-control', 'no-cache')
      },
    })
  }
  server.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html')
    if (wantsPage && !request.url.startsWith('/api/') && existsSync(`${folder}/index.html`))
      return reply.header('cache-control', 'no-cache').sendFile('index.html', { maxAge: 0, immutable: false })
    return sendProblem(request, reply, baseError('base.not-found'))
  })
}

/** Makes the server with every route, the OpenAPI 3.1 document, health, the console; it does not listen yet. */
export async function createHttpServer<Caller>(options: HttpOptions<Caller>): Promise<FastifyInstance> {
  const sendProblem = problemSender(options.hide ?? (text => text))
  const server = fastify({
    loggerInstance: options.log,
    // Told to the caller as well, so that a line of the log is found by what somebody saw.
    genReqId: () => uuidv7(),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 300 },
    trustProxy: options.trustedProxies ?? false,
    // An address that cannot be decoded fails before any route: it gets the same kind of answer.
    frameworkErrors: (error, request, reply) =>
      sendProblem(request as unknown as FastifyRequest, reply as unknown as FastifyReply, error),
    // A film of 100 MB over a line of 3 Mbit/s.
    requestTimeout: 300_000,
  }) as unknown as FastifyInstance
  server.setValidatorCompiler(validatorCompiler)
  server.setSerializerCompiler(serializerCompiler)
  server.setErrorHandler((error, request, reply) => sendProblem(request, reply, error))
  options.observe?.(server)
  server.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id))
  server.addHook('onRequest', async request => refuseForeignOrigin(request, options.publicHost))
  await server.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        // Ant Design writes its styles at run time.
        styleSrc: ["'self'", "'unsafe-inline'"],
        fontSrc: ["'self'", 'data:'],
        imgSrc: ["'self'", 'data:', 'blob:'],
        workerSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
  })
  await server.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, context) =>
      baseError('base.too-many-requests', { seconds: Math.ceil(context.ttl / 1000) }),
  })
  await server.register(multipart, { limits: { files: 1, fields: 20 } })
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Chengshu', version: options.version },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'chengshu.session_token' },
          token: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    transform: jsonSchemaTransform,
  })
  server.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'alive' }))
  server.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const answer = await options.ready().catch(() => false)
    const { ready, ...told } =
      typeof answer === 'boolean' ? { ready: answer, status: answer ? 'ready' : 'not ready' } : answer
    return reply
      .status(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(told)
  })
  server.get('/api/openapi.json', { schema: { hide: true } }, async () => server.swagger())
  for (const mount of options.mounts) {
    await server.register(async inner => {
      inner.removeAllContentTypeParsers()
      inner.addContentTypeParser('*', (_request, _payload, done) => done(null))
      inner.all(`${mount.prefix}/*`, { schema: { hide: true } }, (request, reply) =>
        mount.handle(request, reply),
      )
    })
  }
  for (const route of options.routes) addRoute(server, route, options)
  await addConsole(server, options.consoleFolder, sendProblem)
  return server
}
