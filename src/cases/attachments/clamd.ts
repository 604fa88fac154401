import { once } from 'node:events'
import { connect } from 'node:net'
import type { Readable } from 'node:stream'

/** What clamd says: nothing found, or the name of what it found. */
export type ScanResult = { clean: true } | { clean: false; found: string }

const idleMilliseconds = 60_000
/** A scanner that says a word now and then is never silent; so a limit for the whole as well. */
const wholeMilliseconds = 600_000
/** Names of what is found are short; what goes on and on is no answer. */
const longestAnswer = 1000

function frame(chunk: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(chunk.length)
  return Buffer.concat([length, chunk])
}

function resultOf(answer: string): ScanResult {
  const text = answer.replace(/\0.*$/s, '').trim()
  if (/^stream: OK$/.test(text)) return { clean: true }
  const found = /^stream: (.+) FOUND$/.exec(text)?.[1]
  if (found !== undefined) return { clean: false, found }
  throw new Error(`clamd: ${text || 'no answer'}`)
}

/** How long clamd may take; both limits have a usual length. */
interface Patience {
  idleMilliseconds?: number
  wholeMilliseconds?: number
  /** Gives up at once: the process ends. */
  signal?: AbortSignal | undefined
}

/**
 * Has clamd look at content, by its INSTREAM command.
 * @throws when it is not there, breaks off, is silent for a minute, takes longer than ten, answers that it could not scan,
 *   or calls clean what it has not seen to its end.
 */
export async function scanWithClamd(
  at: { host: string; port: number },
  content: Readable,
  patience: Patience = {},
): Promise<ScanResult> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const whole = AbortSignal.timeout(patience.wholeMilliseconds ?? wholeMilliseconds)
  const signal = patience.signal ? AbortSignal.any([whole, patience.signal]) : whole
  const socket = connect({ ...at, signal })
  let answer = ''
  let isSeen = false
  socket.setEncoding('utf8')
  socket.setTimeout(patience.idleMilliseconds ?? idleMilliseconds, () =>
    socket.destroy(new Error('clamd: silent')),
  )
  socket.on('data', (text: string) => {
    answer += text
    if (answer.length > longestAnswer) socket.destroy(new Error('clamd: no end of the answer'))
  })
  socket.on('error', reject)
  socket.on('close', () => resolve(answer))
  const send = async () => {
    socket.write('zINSTREAM\0')
    for await (const chunk of content) {
      // clamd ends the connection when it has heard enough; then its answer says why.
      if (socket.destroyed || socket.readableEnded) return
      if (!socket.write(frame(chunk as Buffer))) await Promise.race([once(socket, 'drain'), promise])
    }
    isSeen = true
    socket.write(Buffer.alloc(4))
  }
  try {
    await Promise.all([send(), promise])
    const result = resultOf(answer)
    if (result.clean && !isSeen) throw new Error('clamd: answered before it had seen all')
    return result
  } finally {
    content.destroy()
    socket.destroy()
  }
}
