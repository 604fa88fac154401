import type { keptReasons } from './mail.contract.ts'

/** What of a mail tells what kind it is. */
export interface MailSigns {
  /** Address of the sender, small letters; empty where there is none. */
  from: string
  /** First value of a header, by its name in small letters. */
  header(name: string): string | undefined
  /** Media types of all parts, in order. */
  partTypes: readonly string[]
}

const postmaster = /^(mailer-daemon|postmaster)@/
const machineWords = /^(bulk|junk|auto_reply|auto-reply)$/
const listWords = /^list$/

/** What the delivery status says that a mail server sends back. */
function isBounce({ from, header, partTypes }: MailSigns): boolean {
  const type = (header('content-type') ?? '').toLowerCase()
  if (/report-type="?delivery-status/.test(type) || partTypes.includes('message/delivery-status')) return true
  return postmaster.test(from) || header('return-path')?.trim() === '<>'
}

/**
 * Whether nobody waits for an answer to it: sent back by a mail server, written by a machine, sent to a list, or by us. Null
 * for a person's mail.
 * @param ours addresses we send from, small letters
 */
export function automaticKind(
  signs: MailSigns,
  ours: readonly string[],
): (typeof keptReasons)[number] | null {
  const { from, header } = signs
  if (isBounce(signs)) return 'bounce'
  const submitted = /^[^;]*/.exec(header('auto-submitted')?.toLowerCase() ?? '')![0].trim()
  if (ours.includes(from)) return 'own'
  const precedence = (header('precedence') ?? '').toLowerCase().trim()
  if (listWords.test(precedence) || header('list-id') !== undefined) return 'list'
  if (submitted && submitted !== 'no') return 'automatic'
  if (machineWords.test(precedence)) return 'automatic'
  if (header('x-autoreply') !== undefined || header('x-autorespond') !== undefined) return 'automatic'
  return null
}

/** True where the mail server that took it in found that its sender is not who it says: only its topmost word counts. */
export function isForged(header: MailSigns['header']): boolean {
  return /\bdmarc=fail\b/i.test(header('authentication-results') ?? '')
}

const ourId = /<([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})@chengshu>/gi
const code = /(?<![0-9A-Za-z-])[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}(?![0-9A-Za-z-])/g
const most = 20

const unique = (found: readonly string[]) => [...new Set(found)].slice(0, most)

/** Ids of messages of ours that a text names by Message-ID. */
export function ourMessageIds(text: string): string[] {
  return unique([...text.matchAll(ourId)].map(match => match[1]!.toLowerCase()))
}

/** Follow-up codes in a text, as we write them. */
export function followUpCodesIn(text: string): string[] {
  return unique(text.match(code) ?? [])
}

/** The status of what a mail server says it could not deliver for good; null for a delay and for anything else. */
export function failedStatus(report: string): string | null {
  if (!/^action:[ \t]*failed/im.test(report)) return null
  return /^status:[ \t]*(5\.\d{1,3}\.\d{1,3})/im.exec(report)?.[1] ?? null
}
