import { matter } from '../case.contract.ts'
import type { CaseRecord } from '../case.store.ts'
import { transition } from '../transition.ts'
import { mailError } from './mail.errors.ts'
import { endMail, type MailWords, updateWords } from './mail.store.ts'
import { matterOf } from './mail-matter.rules.ts'
import { type MailParts, mailActor } from './mail-parts.ts'

/** A mail that belongs to a case. */
export interface MailToAdd extends MailWords {
  mailId: string
  hasFiles: boolean
}

/**
 * Brings what a citizen wrote to the case: as the answer where the department waits for one, else as a note of theirs. What
 * became of the mail commits with it.
 * @throws cases.not-allowed-now when the case moved on meanwhile: then it is tried again; cases.mail-ended
 */
export async function answerByMail({ loop }: MailParts, record: CaseRecord, mail: MailToAdd): Promise<void> {
  const { mailId, hasFiles } = mail
  const { cut, detail } = matterOf(mail)
  const text = matter.shape.detail.parse(detail)
  const answers = record.pause === 'citizen'
  await transition(loop, mailActor, {
    action: answers ? 'answer-question' : 'comment',
    key: { followUpHash: record.follow_up_hash },
    effect: async tx => {
      const to = { state: 'reply' as const, caseId: record.id, hasFiles: hasFiles || cut, by: mailActor.id }
      if (!(await endMail(tx, mailId, { from: ['waiting'], to }))) throw mailError('cases.mail-ended')
      await updateWords(tx, mailId, mail)
      return { ...(answers ? { change: { pause: null } } : {}), text, details: { mail: mailId } }
    },
  })
}
