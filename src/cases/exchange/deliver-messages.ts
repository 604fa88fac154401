import { CatalogueError, type Database, sendWebhook } from '#base/index.ts'
import { adapters } from './adapters.ts'
import { isFinal, mostAttempts, pauseSeconds } from './message.rules.ts'
import { type Due, noteTry, takeDue } from './message.store.ts'

export interface DeliveryParts {
  database: Database
  /** Networks inside that may be sent to. */
  webhookNetworks?: readonly string[] | undefined
}

const timeoutMilliseconds = 10_000
/** Longer than a try may take. */
const leaseSeconds = 60
const answerBytes = 4096

interface Outcome {
  status: number | null
  /** Null when it was taken. */
  error: string | null
  final: boolean
}

async function tryOnce(parts: DeliveryParts, due: Due): Promise<Outcome> {
  // A step that was being written when the subscription ended is told to nobody any more.
  if (due.ended) return { status: null, error: 'subscription-ended', final: true }
  const adapter = due.adapter === null ? undefined : adapters[due.adapter]
  try {
    const { status, text } = await sendWebhook({
      url: due.url,
      secret: due.secret,
      id: due.id,
      body: due.body,
      timeoutMilliseconds,
      openedNetworks: parts.webhookNetworks,
      keepBytes: adapter ? answerBytes : 0,
    })
    // A gateway that answers 200 with a page of its own has not taken an order's status.
    const taken = !adapter || adapter.isAcknowledged(text)
    return { status, error: taken ? null : 'not-acknowledged', final: false }
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error
    const status = typeof error.details.status === 'number' ? error.details.status : undefined
    const { reason } = error.details
    const said = [error.code, ...(typeof reason === 'string' ? [reason] : [])].join(': ')
    return { status: status ?? null, error: said, final: isFinal(error.code, status) }
  }
}

async function deliver(parts: DeliveryParts, due: Due): Promise<void> {
  const { status, error, final } = await tryOnce(parts, due)
  const parked = final || due.attempts >= mostAttempts
  const state = error === null ? 'delivered' : parked ? 'parked' : 'waiting'
  await noteTry(parts.database, {
    id: due.id,
    attempts: due.attempts,
    state,
    status,
    error,
    pauseSeconds: pauseSeconds(due.attempts, Math.random()),
  })
}

/**
 * Sends what is due. Several processes may: each message is sent by one of them, and again when that one died; a receiver
 * knows a repeat by `webhook-id`.
 * @returns how many tries were made
 */
export async function deliverMessages(parts: DeliveryParts, limit = 40): Promise<number> {
  const taken = await takeDue(parts.database, { limit, each: 8, leaseSeconds })
  await Promise.all(taken.map(due => deliver(parts, due)))
  return taken.length
}
