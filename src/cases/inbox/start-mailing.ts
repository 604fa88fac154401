import { keepDoing } from '#base/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { mailNewMessages } from './mail-new-messages.ts'

const everyMilliseconds = 5_000

/** Mails people of the staff what is new for them. @returns how to stop; resolves when what is being sent has gone out. */
export function startMailing(
  loop: Pick<CaseLoop, 'database' | 'city' | 'outside'>,
  warn: (error: Error) => void,
): () => Promise<void> {
  return keepDoing({
    everyMilliseconds,
    work: (_turn, signal) => mailNewMessages(loop, { signal }),
    warn,
  })
}
