import { createTransport } from 'nodemailer'
import { baseError } from './base.errors.ts'

export interface MailServer {
  /** `smtp://` or `smtps://`, with user and password where the server asks for them. */
  url: string
  /** The sender, `name <address>` or an address. */
  from: string
}

export interface Mail {
  /** Names the message, the same at each try: its Message-ID is made of it, and a mail server knows a repeat by that. */
  id: string
  to: string
  subject: string
  text: string
  /** Where the reader ends these mails; a mail program shows it as a button. */
  unsubscribeUrl?: string | undefined
  /** For the whole of it; 20,000 unless given. */
  timeoutMilliseconds?: number
}

// What a header or a command of the protocol could be smuggled in with; the rest is the mail server's to judge.
const address = /^[^\s@<>()[\]",;:\\\p{Cc}]+@[^\s@<>()[\]",;:\\\p{Cc}]+$/u

/** True for one address and nothing beside it. */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && address.test(text)
}

interface Fault {
  code?: string
  responseCode?: number
}

// EENVELOPE is about sender and recipient, EMESSAGE about the mail; an account that is refused or a server that is full
// says nothing about either.
const final = new Set(['EENVELOPE', 'EMESSAGE'])

function explain(error: unknown, timedOut: boolean) {
  const { code, responseCode } = error as Fault
  if (responseCode !== undefined && responseCode >= 500 && final.has(code ?? ''))
    return baseError('base.mail-refused', { status: responseCode })
  const reason = timedOut || code === 'ETIMEDOUT' ? 'timeout' : (responseCode ?? code ?? 'connection')
  return baseError('base.mail-unreachable', { reason: String(reason) })
}

/**
 * Sends a mail as plain text.
 * @throws base.mail-address-refused and base.mail-refused (trying again does not help), base.mail-unreachable.
 */
export async function sendMail(server: MailServer, mail: Mail): Promise<void> {
  if (!isMailAddress(mail.to)) throw baseError('base.mail-address-refused')
  const milliseconds = mail.timeoutMilliseconds ?? 20_000
  // A server that sends a byte now and then never stands still for long: so a limit for the whole as well.
  const signal = AbortSignal.timeout(milliseconds)
  const limit = Math.min(10_000, milliseconds)
  const transport = createTransport({
    url: server.url,
    connectionTimeout: limit,
    greetingTimeout: limit,
    socketTimeout: limit,
    dnsTimeout: limit,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    await transport.sendMail({
      from: server.from,
      to: { name: '', address: mail.to },
      subject: mail.subject.replaceAll(/\s+/g, ' '),
      text: mail.text,
      messageId: `<${mail.id}@chengshu>`,
      ...(mail.unsubscribeUrl ? { list: { unsubscribe: mail.unsubscribeUrl } } : {}),
      // Answers on holiday and the like are not asked for.
      headers: { 'Auto-Submitted': 'auto-generated' },
      signal,
    })
  } catch (error) {
    throw explain(error, signal.aborted)
  } finally {
    transport.close()
  }
}
