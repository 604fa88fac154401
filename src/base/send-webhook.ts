import { type IncomingMessage, request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { baseError } from './base.errors.ts'
import { signWebhook } from './sign-webhook.ts'
import { type Address, checkWebhookTarget } from './webhook-target.ts'

export interface Webhook {
  url: string
  /** `whsec_` and base64, or any text. */
  secret: string
  /** Names the message, the same at each try: the receiver knows a repeat by it. */
  id: string
  /** The JSON that is sent, and signed as it is. */
  body: string
  /** For the whole of it; 10,000 unless given. */
  timeoutMilliseconds?: number
  /** Networks inside that may be sent to (`config.webhookNetworks`); none unless given. */
  openedNetworks?: readonly string[] | undefined
  /** Further headers, e.g. a token the receiver asks for. */
  headers?: Record<string, string>
  /** Bytes of the answer that are kept; none unless given. */
  keepBytes?: number
}

export interface WebhookAnswer {
  status: number
  /** The beginning of what was answered, when it was asked for. */
  text: string
}

const lookupOf =
  (addresses: Address[]): LookupFunction =>
  (_host, options, done) => {
    if (options.all) done(null, addresses)
    else done(null, addresses[0]!.address, addresses[0]!.family)
  }

async function readAnswer(answer: IncomingMessage, bytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  if (bytes > 0)
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      size += chunk.length
      if (size >= bytes) break
    }
  answer.destroy()
  return Buffer.concat(chunks).subarray(0, bytes).toString('utf8')
}

function post(webhook: Webhook, addresses: Address[], signal: AbortSignal): Promise<IncomingMessage> {
  const { url, secret, id, body } = webhook
  const at = Math.floor(Date.now() / 1000)
  const send = url.startsWith('https:') ? secureRequest : plainRequest
  return new Promise((done, failed) => {
    const sent = send(
      new URL(url),
      {
        method: 'POST',
        // A connection of its own: a kept one might lead to an address that was checked for somebody else.
        agent: false,
        lookup: lookupOf(addresses),
        signal,
        headers: {
          ...webhook.headers,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'chengshu-webhook',
          'webhook-id': id,
          'webhook-timestamp': String(at),
          'webhook-signature': signWebhook({ secret, id, at, body }),
        },
      },
      done,
    )
    sent.on('error', failed)
    sent.end(body)
  })
}

/**
 * Sends a signed message to somebody else's system. Only addresses outside are reached (or in networks that were opened),
 * the one that was checked is the one connected to, and no redirect is followed.
 * @throws base.webhook-target-refused (trying again does not help), base.webhook-unreachable, base.webhook-not-accepted
 *   with the `status` when it is not a 2xx.
 */
export async function sendWebhook(webhook: Webhook): Promise<WebhookAnswer> {
  const addresses = await checkWebhookTarget(webhook.url, webhook.openedNetworks)
  const signal = AbortSignal.timeout(webhook.timeoutMilliseconds ?? 10_000)
  let answer: IncomingMessage
  let text: string
  try {
    answer = await post(webhook, addresses, signal)
    text = await readAnswer(answer, webhook.keepBytes ?? 0)
  } catch (error) {
    const { code } = error as { code?: string }
    throw baseError('base.webhook-unreachable', {
      reason: signal.aborted ? 'timeout' : (code ?? 'connection'),
    })
  }
  const status = answer.statusCode ?? 0
  if (status < 200 || status > 299) throw baseError('base.webhook-not-accepted', { status, text })
  return { status, text }
}
