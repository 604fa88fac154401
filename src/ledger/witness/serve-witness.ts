import { createPrivateKey, createPublicKey, generateKeyPairSync, hash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { seenHead } from '../log/seen-head.ts'
import {
  type Head,
  keyIdOf,
  noteText,
  signAsCosigner,
  signatureLine,
  type Verifier,
  verifierKey,
} from '../note/note.rules.ts'
import { judgeRequest } from './witness.rules.ts'

export interface WitnessParts {
  /** Name of the witness, in its signatures. */
  name: string
  /** Where its key and what it saw are kept. */
  folder: string
  /** Keys of the logs that it watches. */
  logs: readonly Verifier[]
  warn(error: Error): void
}

const isMissing = (error: NodeJS.ErrnoException) => {
  if (error.code === 'ENOENT') return undefined
  throw error
}

async function writeWhole(file: string, content: string, mode = 0o644): Promise<void> {
  await writeFile(`${file}.new`, content, { mode })
  await rename(`${file}.new`, file)
}

/** The key of a witness; made the first time. */
async function witnessKey({ folder, name }: WitnessParts) {
  const file = join(folder, 'witness.key')
  const kept = await readFile(file, 'utf8').catch(isMissing)
  const privateKey = kept ? createPrivateKey(kept) : generateKeyPairSync('ed25519').privateKey
  if (!kept) await writeWhole(file, privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(), 0o600)
  const raw = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32)
  const keyId = keyIdOf(name, 'cosigner', raw)
  return { name, keyId, privateKey, verifier: verifierKey({ name, keyId, kind: 'cosigner', publicKey: raw }) }
}

const mostBytes = 64 * 1024

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  if (Number(request.headers['content-length'] ?? mostBytes + 1) > mostBytes) return null
  return await text(request)
}

/**
 * A witness: a small server of its own, without a database, that cosigns the heads of logs as long as each continues the one it
 * saw before. What it saw is on disk before its signature leaves: after a kill it never signs two histories.
 */
export async function serveWitness(parts: WitnessParts): Promise<{ server: Server; verifierKey: string }> {
  await mkdir(parts.folder, { recursive: true })
  const key = await witnessKey(parts)
  const fileOf = (origin: string) => join(parts.folder, `${hash('sha256', origin, 'hex')}.checkpoint`)
  const known = new Map<string, Head>()
  for (const origin of new Set(parts.logs.map(log => log.name))) {
    const head = seenHead((await readFile(fileOf(origin), 'utf8').catch(isMissing)) ?? '')
    if (head) known.set(origin, head)
  }
  const answer = async (body: string) => {
    const judged = judgeRequest(body, parts.logs, origin => known.get(origin))
    if (judged.status === 409) return { status: 409, type: 'text/x.tlog.size', said: `${judged.size}\n` }
    if (judged.status !== 200) return { status: judged.status, type: 'text/plain', said: '' }
    const { head, note } = judged.request
    await writeWhole(fileOf(head.origin), noteText(note))
    known.set(head.origin, head)
    const said = signatureLine(signAsCosigner(note.text, new Date(), key))
    return { status: 200, type: 'text/plain', said }
  }
  // One request at a time: two at once could both continue the same head, with different histories.
  let last: Promise<unknown> = Promise.resolve()
  const server = createServer((request, response) => {
    const reply = (status: number, type: string, said: string) =>
      response.writeHead(status, { 'content-type': `${type}; charset=utf-8` }).end(said)
    if (request.method === 'GET' && request.url === '/key')
      return reply(200, 'text/plain', `${key.verifier}\n`)
    if (request.method !== 'POST' || request.url !== '/add-checkpoint') return reply(404, 'text/plain', '')
    last = last
      .then(async () => {
        const body = await bodyOf(request)
        const { status, type, said } =
          body === null ? { status: 413, type: 'text/plain', said: '' } : await answer(body)
        reply(status, type, said)
      })
      .catch((error: Error) => {
        parts.warn(error)
        reply(500, 'text/plain', '')
      })
    return undefined
  })
  return { server, verifierKey: key.verifier }
}
