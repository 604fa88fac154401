import { attempt, keepDoing } from '#base/index.ts'
import { handleMails } from './handle-mail.ts'
import { deleteRaw, deleteUntied } from './mail.store.ts'
import type { MailParts } from './mail-parts.ts'
import { readMailbox } from './read-mailbox.ts'

/** Providers take one sign-in a minute for what it is. */
const fetchMilliseconds = 60_000
const handleMilliseconds = 2000
const hour = 3_600_000
const atOnce = 200
/** Days that a mail is kept as it came after it became a case or a note, and that one is kept of which nothing came. */
const kept = { raw: 30, untied: 90 }

async function removeOldMails({ loop: { database } }: MailParts, signal: AbortSignal): Promise<void> {
  const steps = [
    () => deleteRaw(database, kept.raw, atOnce),
    () => deleteUntied(database, kept.untied, atOnce),
  ]
  for (const step of steps) while (!signal.aborted) if ((await step()) < atOnce) break
}

/**
 * Fetches mail once a minute where a mailbox is set, works on what was fetched, and removes what is old. What fails is told
 * and tried again; several processes may.
 * @returns how to stop; resolves when the present rounds have ended.
 */
export function startMail(parts: MailParts, warn: (error: Error) => void): () => Promise<void> {
  const { mailbox } = parts
  const { database } = parts.loop
  const fetching = async (signal: AbortSignal) => {
    // A full mailbox is read on at once.
    while (mailbox && !signal.aborted && (await readMailbox({ database, mailbox }, signal)) > 0);
  }
  const stops = [
    ...(mailbox
      ? [keepDoing({ everyMilliseconds: fetchMilliseconds, work: (_turn, signal) => fetching(signal), warn })]
      : []),
    keepDoing({
      everyMilliseconds: handleMilliseconds,
      work: (_turn, signal) => handleMails(parts, warn, signal),
      warn,
    }),
    keepDoing({
      everyMilliseconds: hour,
      work: (_turn, signal) => attempt(() => removeOldMails(parts, signal), { signal, warn }),
      warn,
    }),
  ]
  return async () => void (await Promise.all(stops.map(stop => stop())))
}
