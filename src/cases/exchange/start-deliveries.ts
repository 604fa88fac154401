import { attempt, keepDoing } from '#base/index.ts'
import { type DeliveryParts, deliverMessages } from './deliver-messages.ts'
import { deleteDelivered } from './message.store.ts'

const everyMilliseconds = 1000
/** Rounds between two looks for what was delivered long ago. */
const forgetEvery = 3600
const keptDays = 90
/** Rounds under way at one time: those that wait for a slow receiver leave place for the next. */
const lanes = 4

/**
 * Sends messages once a second. What fails here (a database that is away) is told and tried again.
 * @returns how to stop; resolves when what is being sent has ended
 */
export function startDeliveries(parts: DeliveryParts, warn: (error: Error) => void): () => Promise<void> {
  const running = new Set<Promise<void>>()
  const stop = keepDoing({
    everyMilliseconds,
    work: async (turn, signal) => {
      if (turn % forgetEvery === 0)
        await attempt(() => deleteDelivered(parts.database, keptDays), { signal, warn })
      if (running.size >= lanes) return
      const lane = attempt(
        async () => {
          // As long as there is more, at once.
          while (!signal.aborted && (await deliverMessages(parts)) > 0);
        },
        { signal, warn },
      )
      running.add(lane)
      void lane.finally(() => running.delete(lane))
    },
    warn,
  })
  return async () => {
    await stop()
    await Promise.all(running)
  }
}
