import type { MailboxFailure } from './mail.contract.ts'

/** How far a mailbox was read. */
export interface MailboxMark {
  uidValidity: bigint | null
  lastUid: number
  firstAt: Date
  firstUidValidity: bigint | null
  firstUid: number
}

/** One mail as the mailbox lists it. */
export interface ListedMail {
  uid: number
  seen: boolean
  arrivedAt: Date
}

/** The uid after which mails are new: from the beginning where the mail server has numbered them anew. */
export function newAfter(mark: MailboxMark, uidValidity: bigint): number {
  return mark.uidValidity === uidValidity ? mark.lastUid : 0
}

const hour = 3_600_000

/**
 * Whether a mail is for us. What somebody had read before the mailbox was first looked into is not; everything that came
 * since is, whoever else reads the mailbox, and also when the mail server numbers all anew. Clocks may differ by an hour.
 */
export function isWanted(listed: ListedMail, mark: MailboxMark, uidValidity: bigint): boolean {
  if (!listed.seen) return true
  if (mark.firstUidValidity === uidValidity && listed.uid >= mark.firstUid) return true
  return listed.arrivedAt.getTime() >= mark.firstAt.getTime() - hour
}

interface Fault {
  code?: string
  authenticationFailed?: boolean
  mailboxMissing?: boolean
  serverResponseCode?: string
}

const away =
  /^(E[A-Z]+|CERT_|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|ERR_TLS|ERR_SSL|NoConnection|CONNECT_TIMEOUT|GREETING_TIMEOUT|UPGRADE_TIMEOUT)/

/** What kept the mailbox from being read, as an operator has to know it; never what the server said. */
export function failureOf(error: unknown): MailboxFailure {
  const { code = '', authenticationFailed, mailboxMissing, serverResponseCode } = error as Fault
  if (authenticationFailed || serverResponseCode === 'AUTHENTICATIONFAILED') return 'sign-in'
  if (mailboxMissing || serverResponseCode === 'NONEXISTENT') return 'folder'
  return away.test(code) ? 'unreachable' : 'protocol'
}
