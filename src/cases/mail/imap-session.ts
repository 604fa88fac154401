import { ImapFlow } from 'imapflow'
import type { Config } from '#base/index.ts'
import { mailError } from './mail.errors.ts'
import { failureOf, type ListedMail } from './mailbox.rules.ts'

export type Mailbox = NonNullable<Config['mailbox']>

/** A mail that is larger is not fetched. */
export const mostMailBytes = 25 << 20
const mostHeadBytes = 64 << 10

/** A mailbox that is open for reading: nothing in it is changed, not even what counts as read. */
export interface ImapSession {
  uidValidity: bigint
  /** What the next mail to come will be numbered. */
  uidNext: number
  /** Mails after a uid, in their order. */
  list(after: number): Promise<(ListedMail & { bytes: number })[]>
  /** The whole of a mail; undefined when it is gone. */
  fetch(uid: number): Promise<Buffer | undefined>
  /** The beginning of a mail, for one that is too large. */
  fetchHead(uid: number): Promise<Buffer | undefined>
}

const milliseconds = 20_000

function connect({ host, port, secure, user, password }: Mailbox): ImapFlow {
  return new ImapFlow({
    host,
    port,
    secure,
    auth: { user, pass: password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: milliseconds,
    greetingTimeout: milliseconds,
    socketTimeout: 60_000,
    maxLiteralSize: mostMailBytes + (1 << 20),
    maxLineLength: 1 << 22,
    maxResponseSize: mostMailBytes + (1 << 23),
    clientInfo: { name: 'chengshu' },
  })
}

function sessionOf(client: ImapFlow): ImapSession {
  const { mailbox } = client
  if (mailbox === false) throw mailError('cases.mailbox-away', { reason: 'folder' })
  const source = async (uid: number, maxLength: number) => {
    const found = await client.fetchOne(
      String(uid),
      { uid: true, source: { start: 0, maxLength } },
      { uid: true },
    )
    return found === false ? undefined : found.source
  }
  return {
    uidValidity: mailbox.uidValidity,
    uidNext: mailbox.uidNext,
    list: async after => {
      if (mailbox.exists === 0) return []
      const wanted = { uid: true, size: true, flags: true, internalDate: true }
      const found = await client.fetchAll(`${after + 1}:*`, wanted, { uid: true })
      // `n:*` means the last mail at least, also when its number is smaller.
      return found
        .filter(one => one.uid > after)
        .toSorted((one, other) => one.uid - other.uid)
        .map(({ uid, size = 0, flags, internalDate = new Date() }) => ({
          uid,
          bytes: size,
          seen: flags?.has('\\Seen') ?? false,
          arrivedAt: new Date(internalDate),
        }))
    },
    // One byte more than may be: a mail server that names too small a size is found out.
    fetch: uid => source(uid, mostMailBytes + 1),
    fetchHead: uid => source(uid, mostHeadBytes),
  }
}

/**
 * Opens a mailbox, does something with it and closes it, whatever happens.
 * @throws cases.mailbox-away with what an operator has to look at; errors of `work` that are not the mailbox's as they are.
 */
export async function withMailbox<Result>(
  mailbox: Mailbox,
  signal: AbortSignal,
  work: (session: ImapSession) => Promise<Result>,
): Promise<Result> {
  const client = connect(mailbox)
  const faults: Error[] = []
  // Told by what fails because of it.
  client.on('error', (error: Error) => void faults.push(error))
  const close = () => client.close()
  signal.addEventListener('abort', close)
  const asked = async <T>(question: Promise<T>): Promise<T> => {
    try {
      return await question
    } catch (error) {
      throw mailError('cases.mailbox-away', { reason: failureOf(faults[0] ?? error) })
    }
  }
  try {
    await asked(client.connect())
    await asked(client.mailboxOpen(mailbox.folder, { readOnly: true }))
    const session = sessionOf(client)
    return await work({
      ...session,
      list: after => asked(session.list(after)),
      fetch: uid => asked(session.fetch(uid)),
      fetchHead: uid => asked(session.fetchHead(uid)),
    })
  } finally {
    signal.removeEventListener('abort', close)
    client.close()
  }
}
