import { createHmac, timingSafeEqual } from 'node:crypto'

/** Bytes of a secret given as `whsec_` and base64, as Standard Webhooks writes it; of any other text the text itself. */
function keyOf(secret: string): Buffer {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret, 'utf8')
}

/** The signature of a webhook after Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`. @param at Unix seconds */
export function signWebhook(given: { secret: string; id: string; at: number; body: string }): string {
  const { secret, id, at, body } = given
  return `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${at}.${body}`, 'utf8').digest('base64')}`
}

/** How far the clocks of sender and receiver may lie apart; an older message may be a replay. */
const toleranceSeconds = 300

export interface SignedMessage {
  secret: string
  id: string
  /** The header `webhook-timestamp`. */
  timestamp: string
  /** The header `webhook-signature`: one or more, separated by blanks, as during a change of secret. */
  signature: string
  body: string
}

/** True when a message was signed with this secret within the last five minutes. */
export function isSignedWebhook(message: SignedMessage, now: Date = new Date()): boolean {
  const { secret, id, timestamp, signature, body } = message
  if (!/^\d{1,12}$/.test(timestamp)) return false
  const at = Number(timestamp)
  if (Math.abs(now.getTime() / 1000 - at) > toleranceSeconds) return false
  const right = Buffer.from(signWebhook({ secret, id, at, body }))
  return signature.split(' ').some(one => {
    const given = Buffer.from(one)
    return given.length === right.length && timingSafeEqual(given, right)
  })
}
