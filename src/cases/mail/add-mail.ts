import type { z } from 'zod'
import { baseError } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { matter } from '../case.contract.ts'
import { transition } from '../transition.ts'
import type { mailEnded } from './mail.contract.ts'
import { mailError } from './mail.errors.ts'
import { endMail } from './mail.store.ts'
import { matterOf } from './mail-matter.rules.ts'
import type { MailParts } from './mail-parts.ts'
import { openMail } from './open-mail.ts'
import { readWords, undecided } from './read-mail.ts'
import { ownWords } from './reply-text.rules.ts'

/** A person brings a mail to the case that it names, as a note. @throws base.not-found, cases.mail-ended, cases.not-permitted */
export async function addMail(
  parts: MailParts,
  actor: Actor,
  mailId: string,
): Promise<z.input<typeof mailEnded>> {
  const row = await openMail(parts, actor, mailId)
  const { case_id: caseId } = row
  if (caseId === null) throw baseError('base.not-found')
  const words = await readWords(parts, row)
  const { cut, detail } = matterOf({ ...words, text: ownWords(words.text) })
  await transition(parts.loop, actor, {
    action: 'comment',
    key: { caseId, scope: actor.scope },
    effect: async tx => {
      const to = { state: 'reply' as const, caseId, hasFiles: words.hasFiles || cut, by: actor.id }
      if (!(await endMail(tx, mailId, { from: undecided, to }))) throw mailError('cases.mail-ended')
      return { text: matter.shape.detail.parse(detail), details: { mail: mailId } }
    },
  })
  return { state: 'reply', caseId, code: row.code }
}
