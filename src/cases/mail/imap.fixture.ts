import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { TestContext } from 'node:test'
import type { Mailbox } from './imap-session.ts'

export interface HeldMail {
  uid: number
  raw: Buffer
  seen: boolean
  at: Date
  /** The size the server tells; the true one unless given. */
  size?: number
}

/** A mail server of a test, as much of one as reading a mailbox needs. */
export interface TestImap {
  mailbox: Mailbox
  mails: HeldMail[]
  uidValidity: number
  /** Puts a mail into the mailbox. @returns its uid. */
  put(raw: Buffer, rest?: Partial<HeldMail>): number
  /** Commands as they came, without passwords. */
  commands: string[]
  /** Called before a mail is sent; may change it, break the line by throwing, or wait. */
  onFetch?: ((uid: number) => void | Promise<void>) | undefined
  /** Answers every sign-in with no. */
  refuses: boolean
}

const crlf = '\r\n'
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (value: number) => String(value).padStart(2, '0')

function dateOf(at: Date): string {
  const day = `${two(at.getUTCDate())}-${months[at.getUTCMonth()]}-${at.getUTCFullYear()}`
  return `${day} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`
}

function chosen(mails: readonly HeldMail[], range: string): HeldMail[] {
  const [from = '', to = from] = range.split(':')
  const last = Math.max(0, ...mails.map(one => one.uid))
  const [low, high] = [from, to].map(end => (end === '*' ? last : Number(end))).toSorted((a, b) => a - b)
  return mails.filter(one => one.uid >= low! && one.uid <= high!)
}

async function fetched(held: TestImap, asked: string, write: (part: string | Buffer) => void): Promise<void> {
  const [, range = '', items = ''] = /^(\S+) \(?(.*?)\)?$/.exec(asked) ?? []
  for (const one of chosen(held.mails, range)) {
    const facts = [`UID ${one.uid}`]
    if (/FLAGS/.test(items)) facts.push(`FLAGS (${one.seen ? '\\Seen' : ''})`)
    if (/RFC822\.SIZE/.test(items)) facts.push(`RFC822.SIZE ${one.size ?? one.raw.length}`)
    if (/INTERNALDATE/.test(items)) facts.push(`INTERNALDATE "${dateOf(one.at)}"`)
    const place = held.mails.indexOf(one) + 1
    const body = /BODY\.PEEK\[\](?:<(\d+)\.(\d+)>)?/.exec(items)
    if (!body) {
      write(`* ${place} FETCH (${facts.join(' ')})${crlf}`)
      continue
    }
    await held.onFetch?.(one.uid)
    const start = Number(body[1] ?? 0)
    const part = one.raw.subarray(start, body[2] === undefined ? undefined : start + Number(body[2]))
    write(
      `* ${place} FETCH (${facts.join(' ')} BODY[]${body[1] === undefined ? '' : `<${start}>`} {${part.length}}${crlf}`,
    )
    write(part)
    write(`)${crlf}`)
  }
}

async function answer(held: TestImap, line: string, write: (part: string | Buffer) => void): Promise<void> {
  const [tag = '', name = '', ...rest] = line.split(' ')
  const verb = name.toUpperCase()
  const done = (text: string) => write(`${tag} ${text}${crlf}`)
  held.commands.push(verb === 'LOGIN' ? verb : `${verb} ${rest.join(' ')}`.trim())
  const { user, password, folder } = held.mailbox
  if (verb === 'CAPABILITY') write(`* CAPABILITY IMAP4rev1 ID${crlf}`)
  if (verb === 'LOGIN' && (held.refuses || rest.join(' ').replaceAll('"', '') !== `${user} ${password}`))
    return done('NO [AUTHENTICATIONFAILED] no such user')
  if (verb === 'LIST') write(`* LIST (\\HasNoChildren) "/" "${folder}"${crlf}`)
  if (verb === 'EXAMINE' || verb === 'SELECT') {
    if (rest.join(' ').replaceAll('"', '') !== folder) return done('NO [NONEXISTENT] no such folder')
    const next = Math.max(0, ...held.mails.map(one => one.uid)) + 1
    write(`* FLAGS (\\Seen)${crlf}* ${held.mails.length} EXISTS${crlf}* 0 RECENT${crlf}`)
    write(`* OK [UIDVALIDITY ${held.uidValidity}] x${crlf}* OK [UIDNEXT ${next}] x${crlf}`)
    return done(verb === 'EXAMINE' ? 'OK [READ-ONLY] done' : 'OK [READ-WRITE] done')
  }
  if (verb === 'UID' && rest[0] === 'FETCH') await fetched(held, rest.slice(1).join(' '), write)
  if (verb === 'LOGOUT') write(`* BYE${crlf}`)
  done('OK done')
}

function serve(held: TestImap, socket: Socket): void {
  let waiting = ''
  let working = Promise.resolve()
  socket.setNoDelay(true)
  socket.on('error', () => undefined)
  socket.write(`* OK ready${crlf}`)
  socket.on('data', chunk => {
    waiting += chunk.toString('latin1')
    for (let end = waiting.indexOf(crlf); end >= 0; end = waiting.indexOf(crlf)) {
      const line = waiting.slice(0, end)
      waiting = waiting.slice(end + 2)
      working = working
        .then(() => answer(held, line, part => void (socket.destroyed || socket.write(part))))
        .catch(() => void socket.destroy())
    }
  })
}

/** Starts one that ends with the test. */
export async function testImap(t: TestContext, changes: Partial<Mailbox> = {}): Promise<TestImap> {
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    serve(held, socket)
  })
  const held: TestImap = {
    mailbox: {
      host: '127.0.0.1',
      port: 0,
      secure: false,
      user: 'hotline@qinglan.example',
      password: 'secret 7',
      folder: 'INBOX',
      name: 'hotline@qinglan.example@127.0.0.1/INBOX',
      ...changes,
    },
    mails: [],
    uidValidity: 7,
    commands: [],
    refuses: false,
    put: (raw, rest = {}) => {
      const uid = rest.uid ?? Math.max(0, ...held.mails.map(one => one.uid)) + 1
      held.mails.push({ raw, seen: false, at: new Date(), ...rest, uid })
      return uid
    },
  }
  await new Promise<void>(done => server.listen(0, '127.0.0.1', () => done()))
  held.mailbox = { ...held.mailbox, port: (server.address() as AddressInfo).port }
  t.after(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise<void>(done => server.close(() => done()))
  })
  return held
}
