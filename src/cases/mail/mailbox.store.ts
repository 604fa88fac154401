import { sql } from 'kysely'
import type { Database, Handle, Transaction } from '#base/index.ts'
import type { MailboxFailure } from './mail.contract.ts'
import type { MailboxMark } from './mailbox.rules.ts'

interface Holding {
  name: string
  /** The round that reads it. */
  by: string
  seconds: number
}

interface Row {
  uid_validity: string | null
  last_uid: string
  first_at: Date
  first_uid_validity: string | null
  first_uid: string | null
}

const numberOf = (text: string | null) => (text === null ? null : BigInt(text))

/** Holds a mailbox for one round. @returns how far it was read; undefined while somebody else reads it. */
export async function holdMailbox(handle: Handle, holding: Holding): Promise<MailboxMark | undefined> {
  const { name, by, seconds } = holding
  const { rows } = await sql<Row>`
    insert into cases.mailbox (name, held_by, held_until)
    values (${name}, ${by}, now() + make_interval(secs => ${seconds}))
    on conflict (name) do update
      set held_by = excluded.held_by, held_until = excluded.held_until
      where mailbox.held_until is null or mailbox.held_until < now()
    returning uid_validity, last_uid, first_at, first_uid_validity, first_uid`.execute(handle)
  const row = rows[0]
  return (
    row && {
      uidValidity: numberOf(row.uid_validity),
      lastUid: Number(row.last_uid),
      firstAt: row.first_at,
      firstUidValidity: numberOf(row.first_uid_validity),
      firstUid: Number(row.first_uid ?? 0),
    }
  )
}

/** Notes how the mail server numbered the mails when it was first looked into; once. */
export async function noteFirst(
  handle: Handle,
  name: string,
  first: { uidValidity: bigint; uid: number },
): Promise<void> {
  await sql`
    update cases.mailbox set first_uid_validity = ${String(first.uidValidity)}, first_uid = ${first.uid}
     where name = ${name} and first_uid_validity is null`.execute(handle)
}

/**
 * Goes on to a mail and holds the mailbox longer.
 * @returns false when somebody else reads it by now: then nothing more may be taken.
 */
export async function advanceMailbox(
  tx: Transaction,
  holding: Holding,
  to: { uidValidity: bigint; uid: number },
): Promise<boolean> {
  const { rows } = await sql`
    update cases.mailbox
       set uid_validity = ${String(to.uidValidity)}, last_uid = ${to.uid},
           held_until = now() + make_interval(secs => ${holding.seconds})
     where name = ${holding.name} and held_by = ${holding.by} returning name`.execute(tx)
  return rows.length > 0
}

/** Lets go of a mailbox and notes how the round went. */
export async function releaseMailbox(
  database: Database,
  { name, by }: Pick<Holding, 'name' | 'by'>,
  failure: MailboxFailure | null,
): Promise<void> {
  await sql`
    update cases.mailbox
       set held_by = null, held_until = null, failure = ${failure},
           read_at = case when ${failure}::text is null then now() else read_at end,
           failed_at = case when ${failure}::text is null then failed_at else now() end
     where name = ${name} and held_by = ${by}`.execute(database)
}

export interface MailboxFact {
  read_at: Date | null
  failed_at: Date | null
  failure: MailboxFailure | null
}

/** How the last round went; undefined before the first. */
export async function selectMailbox(handle: Handle, name: string): Promise<MailboxFact | undefined> {
  const { rows } = await sql<MailboxFact>`
    select read_at, failed_at, failure from cases.mailbox where name = ${name}`.execute(handle)
  return rows[0]
}
