import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isSignedWebhook } from '#base/index.ts'

export interface Received {
  headers: IncomingHttpHeaders
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: what the other side reads has no type
  body: any
}

/** A real HTTP server that stands for the other system: it keeps what it gets and answers as it is told. */
export interface Receiver {
  url: string
  received: Received[]
  /** What it answers from now on. */
  answer: { status: number; text: string }
  close(): Promise<void>
}

export async function startReceiver(): Promise<Receiver> {
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => (text += chunk))
    request.on('end', () => {
      receiver.received.push({ headers: request.headers, text, body: JSON.parse(text) })
      response.writeHead(receiver.answer.status).end(receiver.answer.text)
    })
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`,
    received: [],
    answer: { status: 200, text: '{"received":true}' },
    close: () => {
      server.closeAllConnections()
      return new Promise(done => server.close(() => done()))
    },
  }
  return receiver
}

/** True when a message carries the signature of the secret it was promised. */
export function isSignedBy(secret: string, one: Received): boolean {
  const header = (name: string) => String(one.headers[name])
  return isSignedWebhook({
    secret,
    id: header('webhook-id'),
    timestamp: header('webhook-timestamp'),
    signature: header('webhook-signature'),
    body: one.text,
  })
}
