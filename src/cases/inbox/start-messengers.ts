import { keepDoing } from '#base/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { deliverDue } from './deliver-due.ts'
import { contactChannels } from './outside.contract.ts'
import { removeOld } from './remove-old.ts'

const everyMilliseconds = 1000
const hour = 3_600_000

/**
 * Sends what is due, each channel for itself, so that one that hangs holds up no other; removes what is old. What fails
 * is told and tried again.
 * @returns how to stop; resolves when what is being sent has gone out or was given up.
 */
export function startMessengers(
  loop: Pick<CaseLoop, 'database' | 'city' | 'outside'>,
  warn: (error: Error) => void,
): () => Promise<void> {
  const messengers = contactChannels.map(channel =>
    keepDoing({
      everyMilliseconds,
      work: (_turn, signal) => deliverDue(loop, channel, signal),
      warn,
    }),
  )
  const removal = keepDoing({
    everyMilliseconds: hour,
    work: (_turn, signal) => removeOld(loop.database, signal),
    warn,
  })
  return async () => {
    await Promise.all([...messengers, removal].map(stop => stop()))
  }
}
