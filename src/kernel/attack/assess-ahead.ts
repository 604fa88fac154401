import { Worker } from 'node:worker_threads'
import type { AttackVerdict } from '../guard/guard.contract.ts'
import { rememberVerdict } from './assess-attack.ts'

export interface AheadOrder {
  id: number
  texts: readonly string[]
}
export interface AheadAnswer {
  id: number
  verdicts: AttackVerdict[]
}

interface Waiting {
  texts: readonly string[]
  done: () => void
}

let running: Worker | undefined
const waiting = new Map<number, Waiting>()
let next = 0

// Whatever a thread that died still owed is read on the main thread, when it is asked for.
function end(worker: Worker): void {
  if (running === worker) running = undefined
  for (const { done } of waiting.values()) done()
  waiting.clear()
}

function open(): Worker {
  const worker = new Worker(new URL('./assess-ahead.worker.ts', import.meta.url))
  worker.unref()
  worker.on('message', ({ id, verdicts }: AheadAnswer) => {
    const order = waiting.get(id)
    // Given up, because the thread was thought dead.
    if (!order) return
    waiting.delete(id)
    if (waiting.size === 0) worker.unref()
    for (const [place, verdict] of verdicts.entries()) rememberVerdict(order.texts[place]!, verdict)
    order.done()
  })
  worker.on('error', () => end(worker))
  worker.on('exit', () => end(worker))
  return worker
}

/**
 * Reads many texts for attacks in a thread of its own, which is kept: the main thread was held up by 0.12 ms for each of long
 * messages, a fifth of what a row of an import took of it. `assessAttack` then answers at once, once for each text.
 */
export async function assessAhead(texts: readonly string[]): Promise<void> {
  if (texts.length === 0) return
  running ??= open()
  const worker = running
  const { promise, resolve: done } = Promise.withResolvers<void>()
  const order: AheadOrder = { id: next++, texts }
  waiting.set(order.id, { texts, done })
  worker.ref()
  worker.postMessage(order)
  await promise
}
