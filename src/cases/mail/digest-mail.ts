import { createHash } from 'node:crypto'

const headEnd = /\r?\n\r?\n/
const messageId = /^message-id:[ \t]*(?:\r?\n[ \t]+)?(<[^>\r\n]{1,900}>)/im

/**
 * What a mail is known by: its Message-ID and what follows its head, so that the same mail on another way (sent to two
 * addresses, moved, numbered anew) is the same; one without an id by all of it.
 */
export function digestMail(raw: Buffer): Buffer {
  // Letters of one byte each: places in the text are places in the bytes.
  const text = raw.toString('latin1', 0, Math.min(raw.length, 1 << 20))
  const end = headEnd.exec(text)
  const head = end ? text.slice(0, end.index) : text
  const id = messageId.exec(head)?.[1]
  const hash = createHash('sha256')
  if (id === undefined || !end) return hash.update('whole\0').update(raw).digest()
  return hash
    .update(`${id}\0`)
    .update(raw.subarray(end.index + end[0].length))
    .digest()
}
