import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A small key management system for tests: the part of the transit interface of Vault and OpenBao that the product uses. */
export interface TestKms {
  url: string
  /** What was asked, without bodies. */
  asked: string[]
  /** Answers of the next questions instead of right ones. */
  instead: { status: number; body: string }[]
  close(): Promise<void>
}

export const kmsToken = 'test-kms-token'

async function bodyOf(request: IncomingMessage): Promise<Record<string, string>> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return JSON.parse(Buffer.concat(pieces).toString('utf8')) as Record<string, string>
}

function encrypt(key: Buffer, plaintext: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const text = Buffer.concat([cipher.update(Buffer.from(plaintext, 'base64')), cipher.final()])
  return `vault:v1:${Buffer.concat([iv, text, cipher.getAuthTag()]).toString('base64')}`
}

function decrypt(key: Buffer, ciphertext: string): string {
  const bytes = Buffer.from(ciphertext.replace('vault:v1:', ''), 'base64')
  const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
  cipher.setAuthTag(bytes.subarray(-16))
  return Buffer.concat([cipher.update(bytes.subarray(12, -16)), cipher.final()]).toString('base64')
}

/** Starts it with one key for every name, on a free port of this machine. */
export async function startKms(): Promise<TestKms> {
  const keys = new Map<string, Buffer>()
  const asked: string[] = []
  const instead: TestKms['instead'] = []
  const answer = (response: ServerResponse, status: number, body: unknown) =>
    void response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(typeof body === 'string' ? body : JSON.stringify(body))
  const server = createServer(async (request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const body = await bodyOf(request)
    const other = instead.shift()
    if (other) return answer(response, other.status, other.body)
    if (request.headers['x-vault-token'] !== kmsToken)
      return answer(response, 403, { errors: ['permission denied'] })
    const [, verb, name] = /^\/v1\/transit\/(encrypt|decrypt)\/(.+)$/.exec(request.url ?? '') ?? []
    if (!verb || !name) return answer(response, 404, { errors: [] })
    const key = keys.get(name) ?? randomBytes(32)
    keys.set(name, key)
    try {
      const data =
        verb === 'encrypt'
          ? { ciphertext: encrypt(key, body.plaintext!) }
          : { plaintext: decrypt(key, body.ciphertext!) }
      answer(response, 200, { data })
    } catch {
      answer(response, 400, { errors: ['cipher: message authentication failed'] })
    }
  })
  await new Promise<void>(done => void server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1/transit`,
    asked,
    instead,
    close: async () => {
      server.closeAllConnections()
      await new Promise(done => void server.close(done))
    },
  }
}
