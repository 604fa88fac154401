import PostalMime, { type Address, type Attachment } from 'postal-mime'
import { textOfHtml } from './html-text.rules.ts'

/** A file of a mail. */
export interface MailPart {
  name: string
  content: Buffer
  /** Shown inside the text, e.g. the picture of a signature. */
  inside: boolean
}

/** A mail as it was read; plain data, so that it can come from a thread. */
export interface PlainMail {
  /** Small letters; empty where it names no sender. */
  from: string
  fromName: string
  subject: string
  text: string
  /** First value of each header, by its name in small letters. */
  headers: Map<string, string>
  partTypes: string[]
  files: MailPart[]
  /** What a mail server says of a mail it sends back, and the head of that mail. */
  report: string
}

const limits = { maxNestingDepth: 50, maxHeadersSize: 1 << 20, forceRfc822Attachments: true }
const reporting =
  /^(message\/(delivery-status|rfc822|global|global-delivery-status|disposition-notification)|text\/rfc822-headers)$/
const mostReported = 200_000

const bytesOf = ({ content }: Attachment) =>
  typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as Uint8Array)

function mailboxOf(from: Address | undefined) {
  const one = from?.address === undefined ? from?.group?.[0] : from
  return { from: (one?.address ?? '').trim().toLowerCase(), fromName: (one?.name ?? '').trim() }
}

// A mail that came as a file of another is kept as the text it is.
function nameOf({ filename, mimeType }: Attachment, place: number): string {
  return filename?.trim() || `${mimeType.startsWith('message/') ? 'mail' : 'file'}-${place + 1}`
}

/**
 * Reads a mail: its charset whatever it is, HTML as text where there is no plain one.
 * @throws what the parser throws of a mail that is nested or headed beyond all measure.
 */
export async function parseParts(raw: Uint8Array): Promise<PlainMail> {
  const mail = await PostalMime.parse(raw, limits)
  const headers = new Map<string, string>()
  for (const { key, value } of mail.headers) if (!headers.has(key)) headers.set(key, value)
  const plain = (mail.text ?? '').replaceAll('\r\n', '\n').trim()
  const reports = mail.attachments.filter(one => reporting.test(one.mimeType))
  return {
    ...mailboxOf(mail.from),
    subject: (mail.subject ?? '').replaceAll(/\s+/g, ' ').trim(),
    text: plain !== '' || mail.html === undefined ? plain : textOfHtml(mail.html),
    headers,
    partTypes: mail.attachments.map(one => one.mimeType),
    files: mail.attachments
      .filter(
        one =>
          !/^message\/(delivery-status|global-delivery-status|disposition-notification)$/.test(one.mimeType),
      )
      .map((one, place) => ({
        name: nameOf(one, place),
        content: bytesOf(one),
        inside: one.related === true || (one.disposition === 'inline' && one.contentId !== undefined),
      })),
    report: reports.map(one => bytesOf(one).toString('utf8').slice(0, mostReported)).join('\n'),
  }
}
