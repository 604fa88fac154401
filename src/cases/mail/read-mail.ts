import { baseError, type Language } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { wordsOf } from './handle-mail.ts'
import type { MailDetail, MailState } from './mail.contract.ts'
import { type MailRow, type MailWords, selectMail, selectRaw } from './mail.store.ts'
import { faultOf, mailView, showsSender, showsWords, sightOf } from './mail.view.ts'
import type { MailParts } from './mail-parts.ts'
import { parseMail } from './parse-mail.ts'

/** States in which a person may still make something of a mail. */
export const undecided: readonly MailState[] = ['person', 'kept', 'refused']

/** What a mail says, read from the mail itself where nobody could work on it. */
export async function readWords(parts: MailParts, row: MailRow): Promise<MailWords & { hasFiles: boolean }> {
  const raw = await selectRaw(parts.loop.database, row.id)
  const mail = raw ? await parseMail(raw).catch(() => undefined) : undefined
  const hasFiles = mail !== undefined && mail.files.length > 0
  if (row.text === null && mail) return { ...wordsOf(mail), hasFiles }
  const { sender, sender_name: senderName, subject, text } = row
  return {
    sender: sender ?? '',
    senderName: senderName ?? '',
    subject: subject ?? '',
    text: text ?? '',
    hasFiles,
  }
}

/** One mail with what it says, for who decides on it. @throws base.not-found */
export async function readMail(
  parts: MailParts,
  actor: Actor,
  asked: { mailId: string; language: Language },
): Promise<MailDetail> {
  const row = await selectMail(parts.loop.database, asked.mailId)
  if (!row) throw baseError('base.not-found')
  const sight = await sightOf(parts, actor, [row])
  const shown = showsWords(sight, row) && row.sender !== null
  const words = shown ? await readWords(parts, row) : null
  const named = showsSender(sight, row)
  const open = shown && undecided.includes(row.state) && parts.loop.permissions.permits(actor, 'mails:act')
  return {
    ...mailView(sight, row),
    from: (named && words?.sender) || null,
    fromName: (named && words?.senderName) || null,
    text: words?.text ?? null,
    note: shown ? row.note : null,
    files: row.files.map(one => ({ name: shown ? one.name : '', fault: faultOf(one, asked.language) })),
    may: {
      makeCase: open,
      addToCase: open && row.case_id !== null && row.reason !== 'case-erased',
      discard: open,
    },
  }
}
