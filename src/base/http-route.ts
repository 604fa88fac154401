import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { baseError } from './base.errors.ts'
import { faultForLog, hideInError } from './hide-in-error.ts'
import { type HttpOptions, languageOf } from './http-options.ts'
import { problem } from './problem.contract.ts'
import { asCatalogueError } from './problem.ts'
import type { Document, Download, Route, Upload } from './route.ts'
import { sendDownload } from './send-download.ts'
import { sizeWords } from './size-words.rules.ts'

function isDownload(value: unknown): value is Download {
  return typeof value === 'object' && value !== null && 'download' in value && value.download === true
}

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && 'document' in value && value.document === true
}

async function readUpload(request: FastifyRequest, limit: number): Promise<Upload> {
  if (!request.isMultipart()) throw baseError('base.unsupported-media')
  const part = await request.file({ limits: { fileSize: limit } }).catch((error: { statusCode?: number }) => {
    // The parser has a status for what is too much, none for what it cannot read at all.
    throw error.statusCode === undefined ? baseError('base.invalid-input', { summary: 'multipart' }) : error
  })
  if (!part) throw baseError('base.invalid-input', { summary: 'file' })
  // It may break before the handler listens, and that would end the process.
  part.file.on('error', () => undefined)
  return { name: part.filename, stream: part.file }
}

function sendDocument(request: FastifyRequest, reply: FastifyReply, sent: Document): FastifyReply {
  const { cacheSeconds, tag } = sent
  reply.header('cache-control', cacheSeconds === undefined ? 'no-store' : `public, max-age=${cacheSeconds}`)
  if (tag !== undefined) {
    reply.header('etag', `"${tag}"`)
    const known = (request.headers['if-none-match'] ?? '').split(',').map(one => one.trim())
    if (known.includes(`"${tag}"`) || known.includes(`W/"${tag}"`)) {
      if (typeof sent.body !== 'string') sent.body.destroy()
      return reply.status(304).send()
    }
  }
  return reply
    .status(sent.status ?? 200)
    .header('content-type', sent.contentType)
    .serializer((value: unknown) => value as string)
    .send(sent.body)
}

/** Names and values of a form; a name given twice becomes a list. */
export function readForm(text: string): Record<string, string | string[]> {
  const form = new URLSearchParams(text)
  const names = [...new Set(form.keys())]
  return Object.fromEntries(
    names.map(name => {
      const values = form.getAll(name)
      return [name, values.length === 1 ? values[0]! : values]
    }),
  )
}

const parsers = {
  form: { type: 'application/x-www-form-urlencoded', read: readForm },
  text: { type: '*', read: (text: string) => text },
}

/** Puts one route on the server. */
export function addRoute<Caller>(
  server: FastifyInstance,
  route: Route<Caller>,
  options: Pick<HttpOptions<Caller>, 'authenticate' | 'authorize' | 'hide'>,
): void {
  const { accepts } = route
  if (!accepts) {
    placeRoute(server, route, options)
    return
  }
  // In a context of its own: a form on another site must find no other route that reads it.
  server.register(async inner => {
    inner.removeAllContentTypeParsers()
    const { type, read } = parsers[accepts]
    inner.addContentTypeParser(type, { parseAs: 'string' }, (_request, body, done) =>
      done(null, read(body as string)),
    )
    placeRoute(inner, route, options)
  })
}

/**
 * Calls a minute from one address. Behind one address sits a whole hall of seats: fifty of them had 160 pieces of advice
 * refused in four minutes at 600. Who is not signed in is turned away before anything is done.
 */
const perMinute = { unknown: 600, signedIn: 6000 }

/** One route: sign-in, permission, validation, handler, answer. */
function placeRoute<Caller>(
  server: FastifyInstance,
  route: Route<Caller>,
  options: Pick<HttpOptions<Caller>, 'authenticate' | 'authorize' | 'hide'>,
): void {
  const status = route.status ?? 200
  const { failure } = route
  const callers = new WeakMap<FastifyRequest, Caller>()
  const isOpen = route.access === 'public' || route.access === 'own-key'
  const max = route.callsPerMinute ?? (isOpen ? perMinute.unknown : perMinute.signedIn)
  server.route({
    method: route.method,
    url: route.path,
    ...(route.limit ? { bodyLimit: route.limit } : {}),
    config: { rateLimit: { max, timeWindow: 60_000 } },
    schema: {
      summary: route.summary,
      tags: [route.path.split('/')[2] ?? 'root'],
      ...(route.params ? { params: route.params } : {}),
      ...(route.query ? { querystring: route.query } : {}),
      ...(route.body ? { body: route.body } : {}),
      ...(route.uploadLimit ? { consumes: ['multipart/form-data'] } : {}),
      ...(route.accepts === 'form' ? { consumes: [parsers.form.type] } : {}),
      security: isOpen ? [] : [{ session: [] }, { token: [] }],
      response: {
        ...(typeof route.response === 'string' ? {} : { [status]: route.response }),
        default: problem,
      },
    },
    ...(failure
      ? {
          errorHandler: (thrown: unknown, request: FastifyRequest, reply: FastifyReply) => {
            const hide = options.hide ?? (text => text)
            const error = hideInError(asCatalogueError(thrown), hide)
            if (error.entry.status >= 500)
              request.log.error({ err: faultForLog(thrown, hide), code: error.code }, error.entry.advice)
            if (error.entry.status === 429) reply.header('retry-after', String(error.details.seconds ?? 60))
            const path = request.url.split('?')[0]!
            sendDocument(request, reply, failure(error, { path, language: languageOf(request) }))
          },
        }
      : {}),
    // Before the body is read: a stranger's upload must not cost memory or disk.
    onRequest: async request => {
      const caller = await options.authenticate(request)
      options.authorize(caller, route.access)
      callers.set(request, caller)
    },
    handler: async (request, reply) => {
      const gone = new AbortController()
      // Not the request's own `close`: that comes as soon as its body has been read.
      reply.raw.once('close', () => {
        if (!reply.raw.writableFinished) gone.abort()
      })
      const upload = route.uploadLimit ? await readUpload(request, route.uploadLimit) : undefined
      const answer = await route.handle({
        caller: callers.get(request) as Caller,
        params: request.params,
        query: request.query,
        body: request.body,
        language: languageOf(request),
        address: request.ip,
        origin: `${request.protocol}://${request.host}`,
        header: name => [request.headers[name.toLowerCase()]].flat()[0],
        upload,
        signal: gone.signal,
      })
      // The parser cuts a file at its limit and ends the stream as if it were whole.
      if (upload && 'truncated' in upload.stream && upload.stream.truncated === true)
        throw baseError('base.payload-too-large', { limit: sizeWords(route.uploadLimit ?? 0) })
      if (isDownload(answer)) return await sendDownload(request, reply, answer)
      if (isDocument(answer)) return sendDocument(request, reply, answer)
      const told = route.headers?.(answer) ?? {}
      return reply.status(status).headers(told).header('cache-control', 'no-store').send(answer)
    },
  })
}
