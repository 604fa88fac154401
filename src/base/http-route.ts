import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { baseError } from './base.errors.ts'
import { type HttpOptions, languageOf } from './http-options.ts'
import { problem } from './problem.contract.ts'
import type { Download, Route, Upload } from './route.ts'

function isDownload(value: unknown): value is Download {
  return typeof value === 'object' && value !== null && 'download' in value && value.download === true
}

const sizeOf = (bytes: number) => (bytes < 1 << 20 ? `${bytes} B` : `${Math.floor(bytes / (1 << 20))} MiB`)

async function readUpload(request: FastifyRequest, limit: number): Promise<Upload> {
  if (!request.isMultipart()) throw baseError('base.unsupported-media')
  const part = await request.file({ limits: { fileSize: limit } })
  if (!part) throw baseError('base.invalid-input', { summary: 'file' })
  return { name: part.filename, stream: part.file }
}

/** A name for RFC 8187, which leaves fewer signs plain than `encodeURIComponent` does. */
function encodeName(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function sendDownload(reply: FastifyReply, file: Download): FastifyReply {
  return reply
    .header('content-type', file.contentType)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeName(file.name)}`)
    .header('cache-control', 'no-store')
    .serializer((value: unknown) => value as string)
    .send(file.body)
}

/** Puts one route on the server: sign-in, permission, validation, handler, answer. */
export function addRoute<Caller>(
  server: FastifyInstance,
  route: Route<Caller>,
  options: Pick<HttpOptions<Caller>, 'authenticate' | 'authorize'>,
): void {
  const status = route.status ?? 200
  const callers = new WeakMap<FastifyRequest, Caller>()
  server.route({
    method: route.method,
    url: route.path,
    ...(route.limit ? { bodyLimit: route.limit } : {}),
    config: { rateLimit: { max: route.callsPerMinute ?? 600, timeWindow: 60_000 } },
    schema: {
      summary: route.summary,
      tags: [route.path.split('/')[2] ?? 'root'],
      ...(route.params ? { params: route.params } : {}),
      ...(route.query ? { querystring: route.query } : {}),
      ...(route.body ? { body: route.body } : {}),
      ...(route.uploadLimit ? { consumes: ['multipart/form-data'] } : {}),
      security: route.access === 'public' ? [] : [{ session: [] }, { token: [] }],
      response: {
        ...(route.response === 'file' ? {} : { [status]: route.response }),
        default: problem,
      },
    },
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
        upload,
        signal: gone.signal,
      })
      // The parser cuts a file at its limit and ends the stream as if it were whole.
      if (upload && 'truncated' in upload.stream && upload.stream.truncated === true)
        throw baseError('base.payload-too-large', { limit: sizeOf(route.uploadLimit ?? 0) })
      if (isDownload(answer)) return sendDownload(reply, answer)
      return reply.status(status).header('cache-control', 'no-store').send(answer)
    },
  })
}
