import { type Database, inTransaction } from '#base/index.ts'
import { addMailFiles } from './add-mail-files.ts'
import { answerByMail } from './answer-by-mail.ts'
import { judgeMail } from './judge-mail.ts'
import {
  endMail,
  type MailEnd,
  putOffMail,
  type TakenMail,
  takeMail,
  updateFiles,
  updateWords,
} from './mail.store.ts'
import { failedStatus, ourMessageIds } from './mail-kind.rules.ts'
import { nextMailTry, storable } from './mail-matter.rules.ts'
import { type MailParts, mailActor } from './mail-parts.ts'
import { type ParsedMail, parseMail } from './parse-mail.ts'
import { ownWords } from './reply-text.rules.ts'
import { reportMail } from './report-mail.ts'
import { markBounced } from './sender.store.ts'

const holdSeconds = 300
const mostTries = 5
/** What is kept of a text to be read; the whole of it is in the mail. */
const mostText = 100_000

/** What a person reads of a mail. */
export const wordsOf = (mail: ParsedMail, text = mail.text) => ({
  sender: storable(mail.from, 320),
  senderName: storable(mail.fromName, 200),
  subject: storable(mail.subject, 500),
  text: storable(text, mostText),
})

/** Writes what became of a mail that touches no case, with what a person reads of it. */
async function end(database: Database, id: string, given: { to: MailEnd; mail?: ParsedMail }): Promise<void> {
  const { to, mail } = given
  await inTransaction(database, async tx => {
    if (!(await endMail(tx, id, { from: ['waiting'], to })) || !mail) return
    await updateWords(tx, id, wordsOf(mail))
    const status = to.reason === 'bounce' ? failedStatus(mail.report) : null
    if (status !== null) await markBounced(tx, ourMessageIds(mail.report), status)
  })
}

async function handleNew(parts: MailParts, id: string, mail: ParsedMail): Promise<void> {
  const { database } = parts.loop
  const judged = await judgeMail(parts, mail)
  if (judged.kind === 'kept')
    return await end(database, id, { to: { state: 'kept', reason: judged.reason }, mail })
  if (judged.kind === 'person') {
    const { reason, caseId } = judged
    return await end(database, id, { to: { state: 'person', reason, caseId }, mail })
  }
  const hasFiles = mail.files.length > 0
  if (judged.kind === 'reply')
    return await answerByMail(parts, judged.record, {
      mailId: id,
      ...wordsOf(mail, ownWords(mail.text.slice(0, mostText))),
      hasFiles,
    })
  const { answers } = judged
  await reportMail(parts, mailActor, { mailId: id, ...wordsOf(mail), hasFiles, answers, from: ['waiting'] })
}

/** One step with one mail: what is to become of it, or then its files. */
async function handle(parts: MailParts, taken: TakenMail): Promise<void> {
  const { database } = parts.loop
  const { id, raw, state, case_id: caseId } = taken
  const mail = raw ? await parseMail(raw).catch(() => undefined) : undefined
  if (state === 'waiting') {
    if (mail) return await handleNew(parts, id, mail)
    return await end(database, id, { to: { state: 'refused', reason: 'unreadable' } })
  }
  if (mail && caseId) return await addMailFiles(parts, { id, caseId }, mail)
  await updateFiles(database, id, [])
}

/** Too many tries failed: a person has to look at the mail, or at its files. */
async function giveUp(parts: MailParts, { id, state }: TakenMail): Promise<void> {
  const { database } = parts.loop
  if (state === 'waiting') return await end(database, id, { to: { state: 'person', reason: 'failed' } })
  await updateFiles(database, id, [{ name: '', fault: 'base.internal' }])
}

/**
 * Works on the mails that wait, one after the other. Several processes may; what a killed one held is taken up again, and
 * nothing is done twice.
 * @returns how many were worked on
 */
export async function handleMails(
  parts: MailParts,
  warn: (error: Error) => void,
  signal?: AbortSignal,
): Promise<number> {
  const { database } = parts.loop
  for (let count = 0; ; count++) {
    const taken = signal?.aborted ? undefined : await takeMail(database, holdSeconds)
    if (!taken) return count
    // The one after the last try: the process that made it was killed, perhaps by this mail.
    if (taken.tries > mostTries) {
      await giveUp(parts, taken)
      continue
    }
    try {
      await handle(parts, taken)
    } catch (error) {
      warn(error as Error)
      const next = nextMailTry(taken.tries, new Date())
      if (next) await putOffMail(database, taken.id, next)
      else await giveUp(parts, taken)
    }
  }
}
