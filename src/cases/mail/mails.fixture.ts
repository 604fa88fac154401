import { Buffer } from 'node:buffer'

/** A part of a mail: what its header says of it, and its bytes as they are sent. */
export interface PartOf {
  type: string
  headers?: Record<string, string>
  body: string | Buffer
}

export interface MailOf {
  from?: string
  subject?: string
  text?: string
  /** Sent as `Message-ID`; a new one unless given. */
  id?: string
  headers?: Record<string, string>
  /** Beside the text, in `multipart/mixed`. */
  parts?: readonly PartOf[]
}

const crlf = '\r\n'
const lines = (headers: Record<string, string>) =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}${crlf}`)
    .join('')

/** Words of a header as mail programs encode them. */
export const word = (text: string) => `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`

const wrapped = (bytes: Buffer) => bytes.toString('base64').replaceAll(/.{76}/g, line => line + crlf)

/** A part in base64. */
export function base64Part(type: string, bytes: Buffer, headers: Record<string, string> = {}): PartOf {
  return { type, headers: { 'Content-Transfer-Encoding': 'base64', ...headers }, body: wrapped(bytes) }
}

/** A file of a mail. */
export function filePart(name: string, bytes: Buffer, type = 'application/octet-stream'): PartOf {
  return base64Part(type, bytes, { 'Content-Disposition': `attachment; filename="${word(name)}"` })
}

/** Parts one after the other, as a body. */
export function multipart(kind: string, parts: readonly PartOf[], mark: string): PartOf {
  const pieces = parts.flatMap(({ type, headers = {}, body }) => [
    Buffer.from(`--${mark}${crlf}${lines({ 'Content-Type': type, ...headers })}${crlf}`),
    Buffer.from(body),
    Buffer.from(crlf),
  ])
  return {
    type: `multipart/${kind}; boundary="${mark}"`,
    body: Buffer.concat([...pieces, Buffer.from(`--${mark}--${crlf}`)]),
  }
}

/** The bytes of a mail with this body. */
export function mailWith(given: Omit<MailOf, 'text' | 'parts'>, body: PartOf): Buffer {
  const { from = `${word('李明')} <li@mail.example>`, subject = '路灯不亮', headers = {} } = given
  const head = {
    'Message-ID': given.id ?? `<${crypto.randomUUID()}@mail.example>`,
    Date: 'Sun, 22 Nov 2026 10:00:00 +0800',
    From: from,
    To: 'hotline@qinglan.example',
    Subject: /^[\x20-\x7e]*$/.test(subject) ? subject : word(subject),
    'MIME-Version': '1.0',
    ...headers,
    'Content-Type': body.type,
    ...body.headers,
  }
  return Buffer.concat([Buffer.from(lines(head) + crlf), Buffer.from(body.body)])
}

/** The bytes of a mail as a citizen's program sends it. */
export function mailOf(given: MailOf = {}): Buffer {
  const { text = '幸福里小区门口的路灯不亮三天了。', parts } = given
  const plain = base64Part('text/plain; charset=utf-8', Buffer.from(text))
  return mailWith(given, parts ? multipart('mixed', [plain, ...parts], 'mixed-mark') : plain)
}

/** What a mail server sends back of a message of ours that reached nobody. */
export function bounceOf(deliveryId: string, status = '5.1.1', action = 'failed'): Buffer {
  const parts: PartOf[] = [
    { type: 'text/plain', body: 'Undelivered Mail Returned to Sender' },
    {
      type: 'message/delivery-status',
      body: `Reporting-MTA: dns; mail.example${crlf}${crlf}Final-Recipient: rfc822; li@mail.example${crlf}Action: ${action}${crlf}Status: ${status}${crlf}`,
    },
    {
      type: 'message/rfc822',
      body: `Message-ID: <${deliveryId}@chengshu>${crlf}Subject: x${crlf}${crlf}gone${crlf}`,
    },
  ]
  const body = multipart('report; report-type=delivery-status', parts, 'bounce-mark')
  return mailWith(
    { from: 'MAILER-DAEMON@mail.example', subject: 'Undelivered', headers: { 'Return-Path': '<>' } },
    body,
  )
}

/** 路灯不亮 in GBK. */
export const gbkSubject = Buffer.from('c2b7b5c6b2bbc1c1', 'hex')
/** 幸福里小区, and a sign that only GB18030 has. */
export const gb18030Text = Buffer.from('d0d2b8a3c0efd0a1c7f895328236', 'hex')
