import type { FastifyReply, FastifyRequest } from 'fastify'
import { readRange } from './range.rules.ts'
import type { Download } from './route.ts'

/** A name for RFC 8187, which leaves fewer signs plain than `encodeURIComponent` does. */
function encodeName(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** What of the file is sent, and how it is told. */
async function readPart(request: FastifyRequest, file: Download) {
  if (!('bytes' in file)) return { status: 200, headers: {}, body: file.body }
  const { bytes } = file
  const range = readRange(request.headers.range, bytes)
  const accepts = { 'accept-ranges': 'bytes' }
  if (range === null)
    return { status: 200, headers: { ...accepts, 'content-length': bytes }, body: await file.body() }
  if (range === 'beyond')
    return { status: 416, headers: { ...accepts, 'content-range': `bytes */${bytes}` }, body: '' }
  const { start, end } = range
  const told = { 'content-range': `bytes ${start}-${end}/${bytes}`, 'content-length': end - start + 1 }
  return { status: 206, headers: { ...accepts, ...told }, body: await file.body(range) }
}

/** Sends a file to be saved: whatever is in it runs nothing where it is opened. A part of it where one is asked for. */
export async function sendDownload(
  request: FastifyRequest,
  reply: FastifyReply,
  file: Download,
): Promise<FastifyReply> {
  // Opened before anything is said of it: a file that is gone must not be saved as its own error.
  const { status, headers, body } = await readPart(request, file)
  return reply
    .status(status)
    .headers({ ...file.headers, ...headers })
    .header('content-type', file.contentType)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeName(file.name)}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store')
    .serializer((value: unknown) => value as string)
    .send(body)
}
