import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'

/** How somebody wants to be told by mail of what is in the inbox. */
export interface MailChoice {
  personId: string
  way: 'at-once' | 'daily'
  address: string
  language: 'zh' | 'en'
  /** The message up to which they were told. */
  toldThrough: string
  cause: string | null
}

const columns = sql.raw(
  'person_id as "personId", way, address, language, told_through as "toldThrough", cause',
)

/** What somebody chose; undefined for no mail. */
export async function selectMailChoice(handle: Handle, personId: string): Promise<MailChoice | undefined> {
  const { rows } = await sql<MailChoice>`
    select ${columns} from identity.mail_choice where person_id = ${personId}`.execute(handle)
  return rows[0]
}

/** Writes what somebody chose. Whoever was told already is not told again of what was there before. */
export async function saveMailChoice(tx: Transaction, choice: Omit<MailChoice, 'cause'>): Promise<void> {
  const { personId, way, address, language, toldThrough } = choice
  await sql`
    insert into identity.mail_choice as held (person_id, way, address, language, told_through)
    values (${personId}, ${way}, ${address}, ${language}, ${toldThrough})
    on conflict (person_id) do update
      set way = excluded.way, address = excluded.address, language = excluded.language, cause = null,
          next_try_at = now(), told_through = greatest(held.told_through, excluded.told_through)`.execute(tx)
}

/** No mail any more; the address is gone. */
export async function deleteMailChoice(tx: Transaction, personId: string): Promise<void> {
  await sql`delete from identity.mail_choice where person_id = ${personId}`.execute(tx)
}

/**
 * Those who are to be looked at now, each for one process: for so many seconds nobody else looks at them.
 * @param today the local day, when it is the time of a digest; null when it is not
 */
export async function claimMailChoices(
  handle: Handle,
  { today, limit, seconds }: { today: string | null; limit: number; seconds: number },
): Promise<MailChoice[]> {
  const { rows } = await sql<MailChoice>`
    with due as (
      select person_id from identity.mail_choice
       where next_try_at <= now()
         and (way = 'at-once' or (${today}::date is not null and digest_on is distinct from ${today}::date))
       order by next_try_at limit ${limit} for update skip locked)
    update identity.mail_choice choice set next_try_at = now() + make_interval(secs => ${seconds})
      from due where choice.person_id = due.person_id
    returning choice.person_id as "personId", way, address, language, told_through as "toldThrough", cause`.execute(
    handle,
  )
  return rows
}

/** Writes down what came of it. @param told.today the day of the digest that was sent or had nothing to say */
export async function noteMailed(
  handle: Handle,
  personId: string,
  told: { through: string; today: string | null; cause: string | null; pauseSeconds: number },
): Promise<void> {
  await sql`
    update identity.mail_choice
       set told_through = greatest(told_through, ${told.through}::uuid), cause = ${told.cause},
           digest_on = coalesce(${told.today}::date, digest_on),
           next_try_at = now() + make_interval(secs => ${told.pauseSeconds})
     where person_id = ${personId}`.execute(handle)
}
