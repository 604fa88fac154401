import type { z } from 'zod'
import { inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import type { mailEnded } from './mail.contract.ts'
import { mailError } from './mail.errors.ts'
import { endMail, updateNote } from './mail.store.ts'
import type { MailParts } from './mail-parts.ts'
import { openMail } from './open-mail.ts'
import { undecided } from './read-mail.ts'

/** A person decides that nothing comes of a mail, and says why. @throws base.not-found, cases.mail-ended */
export async function discardMail(
  parts: MailParts,
  actor: Actor,
  given: { mailId: string; reason: string },
): Promise<z.input<typeof mailEnded>> {
  const { mailId, reason } = given
  const row = await openMail(parts, actor, mailId)
  await inTransaction(parts.loop.database, async tx => {
    const to = { state: 'discarded' as const, reason: row.reason, by: actor.id }
    if (!(await endMail(tx, mailId, { from: undecided, to }))) throw mailError('cases.mail-ended')
    await updateNote(tx, mailId, reason)
    await append(tx, [{ kind: 'mail.discarded', subject: `mail:${mailId}`, body: { by: actor.id } }])
  })
  return { state: 'discarded', caseId: null, code: null }
}
