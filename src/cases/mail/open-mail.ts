import { baseError } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { mailError } from './mail.errors.ts'
import { type MailRow, selectMail } from './mail.store.ts'
import { showsWords, sightOf } from './mail.view.ts'
import type { MailParts } from './mail-parts.ts'
import { undecided } from './read-mail.ts'

/**
 * A mail that somebody decides on: only who can read it does, and only once.
 * @throws base.not-found, cases.mail-ended
 */
export async function openMail(parts: MailParts, actor: Actor, mailId: string): Promise<MailRow> {
  const row = await selectMail(parts.loop.database, mailId)
  if (!row || row.sender === null || !showsWords(await sightOf(parts, actor, [row]), row))
    throw baseError('base.not-found')
  if (!undecided.includes(row.state)) throw mailError('cases.mail-ended')
  return row
}
