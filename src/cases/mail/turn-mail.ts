import type { z } from 'zod'
import type { Actor } from '#identity/index.ts'
import type { MailReason, mailEnded } from './mail.contract.ts'
import type { MailParts } from './mail-parts.ts'
import { openMail } from './open-mail.ts'
import { readWords, undecided } from './read-mail.ts'
import { reportMail } from './report-mail.ts'

/** Mails whose sender is who it says and waits for an answer. */
const answered: ReadonlySet<MailReason | null> = new Set<MailReason | null>([
  'other-sender',
  'several-cases',
  'case-closed',
  'case-erased',
  'too-many',
  'failed',
])

/** A person makes a case of a mail. @throws base.not-found, cases.mail-ended, cases.not-permitted */
export async function turnMail(
  parts: MailParts,
  actor: Actor,
  mailId: string,
): Promise<z.input<typeof mailEnded>> {
  const row = await openMail(parts, actor, mailId)
  const words = await readWords(parts, row)
  const answers = answered.has(row.reason)
  const { caseId, code } = await reportMail(parts, actor, { mailId, ...words, answers, from: undecided })
  return { state: 'case', caseId, code }
}
