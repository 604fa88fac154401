import { Worker } from 'node:worker_threads'
import { type PlainMail, parseParts } from './parse-parts.ts'

/** A mail as it is worked on. */
export interface ParsedMail extends PlainMail {
  /** First value of a header, by its name in small letters. */
  header(name: string): string | undefined
}

/** What is larger is read in a thread of its own: 25 MB take seconds, in which nobody else would be answered. */
const largestHere = 256 << 10
/** A mail made to fill the memory kills the thread, not the process. */
const memoryMegabytes = 512

function parseInThread(raw: Uint8Array): Promise<PlainMail> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./parse-mail.worker.ts', import.meta.url), {
      workerData: raw,
      resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
    })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the thread ended')))
  })
}

/**
 * Reads a mail: its charset whatever it is, HTML as text where there is no plain one.
 * @throws what the parser throws of a mail that is nested or headed beyond all measure.
 */
export async function parseMail(raw: Uint8Array): Promise<ParsedMail> {
  const mail = await (raw.length > largestHere ? parseInThread(raw) : parseParts(raw))
  // From a thread bytes come without the methods of a buffer.
  const files = mail.files.map(file => {
    const { buffer, byteOffset, length } = file.content
    return { ...file, content: Buffer.from(buffer, byteOffset, length) }
  })
  return { ...mail, files, header: name => mail.headers.get(name) }
}
