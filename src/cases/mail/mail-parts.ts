import { type Actor, visitor } from '#identity/index.ts'
import type { AttachmentParts } from '../attachments/attachment-parts.ts'
import type { CaseLoop } from '../case-loop.ts'
import type { Mailbox } from './imap-session.ts'

/** What the use cases of mail work with. */
export interface MailParts {
  loop: CaseLoop
  files: AttachmentParts
  /** Nothing is fetched unless it is set. */
  mailbox: Mailbox | undefined
}

/** Who brings in what citizens write by mail: it may do what anybody may, and is named on the timeline. */
export const mailActor: Actor = { ...visitor, id: 'mail', account: 'mail', name: '电子邮件' }
