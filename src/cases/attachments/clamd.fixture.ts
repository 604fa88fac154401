import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import type { TestContext } from 'node:test'

/** The text every scanner finds, which harms nobody. Written in parts, so that no scanner finds this file. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

export interface FakeClamd {
  host: string
  port: number
  /** Bytes of each scan. */
  seen: number[]
  /** Said instead of looking. */
  answer: string | undefined
}

/** A stand-in for clamd: reads INSTREAM as clamd does and finds the test text alone. It is not clamd. */
export async function fakeClamd(t: TestContext): Promise<FakeClamd> {
  const fake: FakeClamd = { host: '127.0.0.1', port: 0, seen: [], answer: undefined }
  const server = createServer(socket => {
    let held = Buffer.alloc(0)
    let content = Buffer.alloc(0)
    let started = false
    socket.on('error', () => undefined)
    socket.on('data', chunk => {
      held = Buffer.concat([held, chunk])
      if (!started) {
        if (held.length < 10) return
        if (held.subarray(0, 10).toString() !== 'zINSTREAM\0') return socket.end('UNKNOWN COMMAND\0')
        started = true
        held = held.subarray(10)
      }
      while (held.length >= 4) {
        const length = held.readUInt32BE()
        if (length === 0) {
          fake.seen.push(content.length)
          return socket.end(
            `stream: ${fake.answer ?? (content.includes(eicar) ? 'Eicar-Test FOUND' : 'OK')}\0`,
          )
        }
        if (held.length < 4 + length) return
        content = Buffer.concat([content, held.subarray(4, 4 + length)])
        held = held.subarray(4 + length)
      }
    })
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  t.after(() => server.close())
  fake.port = (server.address() as AddressInfo).port
  return fake
}
