import { attempt, keepDoing } from '#base/index.ts'
import type { AttachmentParts } from './attachment-parts.ts'
import { staleMilliseconds, sweepObjects } from './remove-objects.ts'
import { scanAttachments } from './scan-attachments.ts'
import { sealOlderObjects } from './seal-older-objects.ts'

const everyMilliseconds = 1000
/** Rounds between two sweeps: an hour. */
const sweepEvery = 3600

/**
 * Once a second has the scanner look at what waits for it, once an hour seals what is not yet and clears away what belongs to no attachment. Several
 * processes may. What fails is told and tried again.
 * @returns how to stop; resolves when the present round has ended.
 */
export function startKeeping(parts: AttachmentParts, warn: (error: Error) => void): () => Promise<void> {
  return keepDoing({
    everyMilliseconds,
    work: async (turn, signal) => {
      const stale = new Date(Date.now() - staleMilliseconds)
      if (turn % sweepEvery === 0) {
        await attempt(() => sealOlderObjects(parts, signal), { signal, warn })
        await attempt(() => sweepObjects(parts, stale, signal), { signal, warn })
      }
      await scanAttachments(parts, signal)
    },
    warn,
  })
}
