import { isMailAddress } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { matter, reporter } from '../case.contract.ts'
import { nothingOutside, offeredBy } from '../inbox/outside.ts'
import { recordContact } from '../inbox/record-contact.ts'
import type { RecordedCase } from '../record-cases.ts'
import { report } from '../report-case.ts'
import type { MailState } from './mail.contract.ts'
import { mailError } from './mail.errors.ts'
import { endMail, updateWords } from './mail.store.ts'
import { languageOf, matterOf } from './mail-matter.rules.ts'
import { type MailParts, mailActor } from './mail-parts.ts'

/** A mail that becomes a case. */
export interface MailToReport {
  mailId: string
  sender: string
  senderName: string
  subject: string
  text: string
  hasFiles: boolean
  /** Whether its sender is told of each step. */
  answers: boolean
  /** States it may be in. */
  from: readonly MailState[]
}

/**
 * Makes a case of a mail; what became of the mail commits with the case or not at all.
 * @throws cases.mail-ended when somebody was faster; cases.not-permitted
 */
export async function reportMail(
  { loop }: MailParts,
  actor: Actor,
  mail: MailToReport,
): Promise<RecordedCase> {
  const { mailId, sender, senderName } = mail
  const byItself = actor === mailActor
  const said = matterOf(mail)
  const name = reporter.shape.name.safeParse(senderName.slice(0, 50).toWellFormed()).data || null
  const offered = offeredBy(loop.outside ?? nothingOutside).email
  const tells = offered && mail.answers && isMailAddress(sender)
  const language = languageOf(`${mail.subject} ${mail.text}`)
  return await report(loop, actor, {
    ...matter.parse({ subject: said.subject, detail: said.detail }),
    address: null,
    longitude: null,
    latitude: null,
    regionId: null,
    reporter: { name, phone: null, anonymous: false },
    channel: 'email',
    nature: 'complaint',
    urgency: 'normal',
    draftId: null,
    idempotencyKey: `mail:${mailId}`,
    externalId: null,
    source: 'mail',
    permission: byItself ? 'cases:report' : 'cases:intake',
    alongside: async (tx, { caseId }) => {
      const to = { state: 'case' as const, caseId, hasFiles: mail.hasFiles || said.cut, by: actor.id }
      // Undoes the case: somebody was faster with this mail.
      if (!(await endMail(tx, mailId, { from: mail.from, to }))) throw mailError('cases.mail-ended')
      await updateWords(tx, mailId, mail)
      if (tells) await recordContact(tx, { channel: 'email', address: sender, language }, caseId)
    },
  })
}
