import type { Database } from '#base/index.ts'
import { followUpHash } from '../case.draft.ts'
import { type CaseRecord, selectRecord } from '../case.store.ts'
import type { MailReason } from './mail.contract.ts'
import { automaticKind, followUpCodesIn, isForged, ourMessageIds } from './mail-kind.rules.ts'
import type { MailParts } from './mail-parts.ts'
import type { ParsedMail } from './parse-mail.ts'
import { countRecent, isOfCase, selectCasesOfCodes, selectCasesOfDeliveries } from './sender.store.ts'

/** What is to be done with a mail. */
export type Judged =
  | {
      kind: 'new' /** Whether its sender may be told of it: not where somebody else may have written it. */
      answers: boolean
    }
  | { kind: 'reply'; record: CaseRecord }
  | { kind: 'person'; reason: MailReason; caseId: string | null }
  | { kind: 'kept'; reason: MailReason }

/** More new cases than this of one sender within an hour are for a person to look at. */
const mostOfHour = 20

/** The cases a mail is about: by the message of ours it answers, else by a code in it. */
async function casesNamed(database: Database, mail: ParsedMail): Promise<string[]> {
  const answered = ourMessageIds(`${mail.header('in-reply-to') ?? ''} ${mail.header('references') ?? ''}`)
  const byMessage = await selectCasesOfDeliveries(database, answered)
  if (byMessage.length > 0) return byMessage
  const codes = followUpCodesIn(`${mail.subject}\n${mail.text}`)
  return await selectCasesOfCodes(database, codes.map(followUpHash))
}

const person = (reason: MailReason, caseId: string | null = null): Judged => ({
  kind: 'person',
  reason,
  caseId,
})

async function judgeReply(database: Database, mail: ParsedMail, caseId: string): Promise<Judged> {
  const record = await selectRecord(database, caseId)
  if (!record || record.erased_at) return person('case-erased', caseId)
  if (isForged(mail.header)) return person('sender-not-verified', caseId)
  if (!(await isOfCase(database, caseId, mail.from))) return person('other-sender', caseId)
  return record.state === 'closed' ? person('case-closed', caseId) : { kind: 'reply', record }
}

/** What is to be done with a mail. What looks like an answer to us from somebody else never reaches the case by itself. */
export async function judgeMail({ loop }: MailParts, mail: ParsedMail): Promise<Judged> {
  const { database, outside } = loop
  const sendsFrom = /<([^<>]+)>\s*$/.exec(outside?.mail?.from ?? '')?.[1] ?? outside?.mail?.from ?? ''
  const automatic = automaticKind(mail, [sendsFrom.trim().toLowerCase()])
  if (automatic) return { kind: 'kept', reason: automatic }
  if (mail.from === '') return person('no-sender')
  const named = await casesNamed(database, mail)
  if (named.length > 1) return person('several-cases')
  if (named[0] !== undefined) return await judgeReply(database, mail, named[0])
  if ((await countRecent(database, mail.from)) >= mostOfHour) return person('too-many')
  return { kind: 'new', answers: !isForged(mail.header) }
}
