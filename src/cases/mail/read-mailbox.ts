import { randomUUID } from 'node:crypto'
import { asCatalogueError, type Database, inTransaction, isCode, uuidv7 } from '#base/index.ts'
import { append } from '#ledger/index.ts'
import { digestMail } from './digest-mail.ts'
import { type ImapSession, type Mailbox, mostMailBytes, withMailbox } from './imap-session.ts'
import type { MailboxFailure } from './mail.contract.ts'
import { insertMail, type NewMail } from './mail.store.ts'
import { storable } from './mail-matter.rules.ts'
import { isWanted, type ListedMail, type MailboxMark, newAfter } from './mailbox.rules.ts'
import { advanceMailbox, holdMailbox, noteFirst, releaseMailbox } from './mailbox.store.ts'
import { parseMail } from './parse-mail.ts'

// Longer than a mail of the largest size takes on a slow line; when a process dies, another begins after it.
const holdSeconds = 300
const mostOfRound = 500

interface Round {
  database: Database
  mailbox: Mailbox
  signal: AbortSignal
  by: string
  mark: MailboxMark
}

type Content = Pick<NewMail, 'digest' | 'bytes' | 'refused' | 'sender' | 'senderName' | 'subject' | 'raw'>

const unread = { sender: '', senderName: '', subject: '' }

/** A mail that is too large is known by its beginning, so that somebody can look for it in the mailbox. */
async function contentOf(
  session: ImapSession,
  { uid, bytes }: { uid: number; bytes: number },
): Promise<Content | undefined> {
  const raw = bytes > mostMailBytes ? undefined : await session.fetch(uid)
  if (raw && raw.length <= mostMailBytes)
    return { digest: digestMail(raw), bytes: raw.length, refused: null, ...unread, raw }
  if (!raw && bytes <= mostMailBytes) return undefined
  const head = (await session.fetchHead(uid)) ?? Buffer.alloc(0)
  const read = await parseMail(head).catch(() => undefined)
  const words = read && {
    sender: storable(read.from, 320),
    senderName: storable(read.fromName, 200),
    subject: storable(read.subject, 500),
  }
  return {
    ...(words ?? unread),
    digest: digestMail(head),
    bytes: Math.max(bytes, raw?.length ?? 0),
    refused: 'too-large',
    raw: null,
  }
}

/** Keeps one mail and goes on to it, in one transaction. @returns false when the mailbox is somebody else's by now. */
async function take(
  round: Round,
  session: ImapSession,
  listed: ListedMail & { bytes: number },
): Promise<boolean> {
  const { database, mailbox, by, mark } = round
  const { uidValidity } = session
  const { uid, arrivedAt } = listed
  const content = isWanted(listed, mark, uidValidity) ? await contentOf(session, listed) : undefined
  return await inTransaction(database, async tx => {
    const holding = { name: mailbox.name, by, seconds: holdSeconds }
    if (!(await advanceMailbox(tx, holding, { uidValidity, uid }))) return false
    if (!content) return true
    const id = uuidv7()
    if (await insertMail(tx, { ...content, id, mailbox: mailbox.name, uidValidity, uid, arrivedAt })) {
      const body = { bytes: content.bytes, refused: content.refused }
      await append(tx, [{ kind: 'mail.received', subject: `mail:${id}`, body }])
    }
    return true
  })
}

async function readNew(round: Round, session: ImapSession): Promise<number> {
  const { database, mailbox, signal } = round
  const { uidValidity } = session
  const first = { uidValidity, uid: session.uidNext }
  await noteFirst(database, mailbox.name, first)
  if (round.mark.firstUidValidity === null)
    round.mark = { ...round.mark, firstUidValidity: uidValidity, firstUid: first.uid }
  const listed = await session.list(newAfter(round.mark, uidValidity))
  let taken = 0
  for (const one of listed.slice(0, mostOfRound)) {
    if (signal.aborted || !(await take(round, session, one))) break
    taken++
  }
  return taken
}

const failureIn = (error: unknown): MailboxFailure | null =>
  isCode(error, 'cases.mailbox-away') ? (asCatalogueError(error).details.reason as MailboxFailure) : null

/**
 * Keeps what is new in the mailbox. One process at a time reads it; each mail is kept with the mark of how far it was read,
 * so that a process that is killed loses none and keeps none twice. The mailbox itself is left as it is.
 * @returns how many mails were looked at; 0 while another process reads it.
 * @throws cases.mailbox-away
 */
export async function readMailbox(
  parts: { database: Database; mailbox: Mailbox },
  signal: AbortSignal = new AbortController().signal,
): Promise<number> {
  const { database, mailbox } = parts
  const by = randomUUID()
  const mark = await holdMailbox(database, { name: mailbox.name, by, seconds: holdSeconds })
  if (!mark) return 0
  try {
    const taken = await withMailbox(mailbox, signal, session =>
      readNew({ database, mailbox, signal, by, mark }, session),
    )
    await releaseMailbox(database, { name: mailbox.name, by }, null)
    return taken
  } catch (error) {
    await releaseMailbox(database, { name: mailbox.name, by }, signal.aborted ? null : failureIn(error))
    throw error
  }
}
