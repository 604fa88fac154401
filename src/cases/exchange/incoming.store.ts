import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import { sealed } from '../sealed-words.ts'
import type { IncomingFault, IncomingMapping } from './incoming.contract.ts'

export interface IncomingRow {
  id: string
  partner_id: string
  partner_name: string
  name: string
  mapping: IncomingMapping
  version: number
  created_at: Date
  open: boolean
  cases: number
  kept: number
  last_at: Date | null
}

/** True while the system whose door it is may come in at all. */
const partnerIsGood = sql<boolean>`partner.revoked_at is null and partner.valid_until > now()`

export interface IncomingToInsert {
  id: string
  partnerId: string
  name: string
  secret: string
  mapping: IncomingMapping
  by: string
}

export async function insertIncoming(tx: Transaction, given: IncomingToInsert): Promise<void> {
  await sql`
    insert into cases.incoming_webhook (id, partner_id, name, secret, mapping, created_by)
    values (${given.id}, ${given.partnerId}, ${given.name}, ${sealed(given.secret)},
            ${JSON.stringify(given.mapping)}::jsonb, ${given.by})`.execute(tx)
}

/** Doors, those that are open first, then newest first; without their secrets. */
export async function selectIncoming(handle: Handle): Promise<IncomingRow[]> {
  const { rows } = await sql<IncomingRow>`
    select webhook.id, webhook.partner_id, partner.name as partner_name, webhook.name, webhook.mapping, webhook.version,
           webhook.created_at, webhook.ended_at is null and ${partnerIsGood} as open,
           (select count(*)::int from cases.incoming_post post where post.webhook_id = webhook.id and post.state = 'case') as cases,
           (select count(*)::int from cases.incoming_post post where post.webhook_id = webhook.id and post.state = 'kept') as kept,
           (select max(post.received_at) from cases.incoming_post post where post.webhook_id = webhook.id) as last_at
      from cases.incoming_webhook webhook join cases.partner partner on partner.id = webhook.partner_id
     order by open desc, webhook.created_at desc, webhook.id desc limit 200`.execute(handle)
  return rows
}

export interface IncomingDoor {
  id: string
  partner_id: string
  secret: string
  mapping: IncomingMapping
}

/** A door that is open, with its secret. */
export async function selectDoor(handle: Handle, id: string): Promise<IncomingDoor | undefined> {
  const { rows } = await sql<IncomingDoor>`
    select webhook.id, webhook.partner_id, webhook.secret, webhook.mapping
      from cases.incoming_webhook webhook join cases.partner partner on partner.id = webhook.partner_id
     where webhook.id = ${id} and webhook.ended_at is null and ${partnerIsGood}`.execute(handle)
  return rows[0]
}

/** Changes a mapping from the version that was read. @returns the new version; undefined when it is another or ended. */
export async function updateMapping(
  tx: Transaction,
  given: { id: string; mapping: IncomingMapping; version: number },
): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`
    update cases.incoming_webhook set mapping = ${JSON.stringify(given.mapping)}::jsonb, version = version + 1
     where id = ${given.id} and version = ${given.version} and ended_at is null returning version`.execute(tx)
  return rows[0]?.version
}

/** @returns false when there is none, or it was ended before. */
export async function endIncomingRow(tx: Transaction, id: string): Promise<boolean> {
  const { rows } = await sql`
    update cases.incoming_webhook set ended_at = now() where id = ${id} and ended_at is null returning id`.execute(
    tx,
  )
  return rows.length > 0
}

export interface PostRow {
  id: string
  webhook_id: string
  key: string
  digest: Buffer
  received_at: Date
  state: 'case' | 'kept' | 'discarded'
  faults: IncomingFault[] | null
  case_id: string | null
  code: string | null
}

const columns = sql.raw(
  'post.id, post.webhook_id, post.key, post.digest, post.received_at, post.state, post.faults, post.case_id, record.code',
)
const from = sql.raw(
  'cases.incoming_post post left join cases.case_record record on record.id = post.case_id',
)

/** What was posted under a key. */
export async function selectPost(
  handle: Handle,
  which: { webhookId: string; key: string } | { postId: string },
): Promise<PostRow | undefined> {
  const condition =
    'postId' in which
      ? sql<boolean>`post.id = ${which.postId}`
      : sql<boolean>`post.webhook_id = ${which.webhookId} and post.key = ${which.key}`
  const { rows } = await sql<PostRow>`select ${columns} from ${from} where ${condition}`.execute(handle)
  return rows[0]
}

/** The last posts of a door, newest first. */
export async function selectPosts(handle: Handle, webhookId: string): Promise<PostRow[]> {
  const { rows } = await sql<PostRow>`
    select ${columns} from ${from} where post.webhook_id = ${webhookId} order by post.id desc limit 100`.execute(
    handle,
  )
  return rows
}

export interface PostToWrite {
  id: string
  webhookId: string
  key: string
  digest: Buffer
}

/** Notes that a post is a case; its words are the case's from now on. */
export async function upsertCasePost(tx: Transaction, given: PostToWrite, caseId: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    insert into cases.incoming_post (id, webhook_id, key, digest, state, case_id, ended_at)
    values (${given.id}, ${given.webhookId}, ${given.key}, ${given.digest}, 'case', ${caseId}, now())
    on conflict (webhook_id, key) do update
      set state = 'case', case_id = excluded.case_id, digest = excluded.digest, faults = null, ended_at = now()
      where incoming_post.state <> 'case'
    returning id`.execute(tx)
  if (rows[0]) await sql`delete from cases.incoming_post_content where post_id = ${rows[0].id}`.execute(tx)
}

/** Keeps a post that could not be mapped, with its body; sent again it is the same one. */
export async function upsertKeptPost(
  tx: Transaction,
  given: PostToWrite,
  kept: { faults: readonly IncomingFault[]; body: string },
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    insert into cases.incoming_post (id, webhook_id, key, digest, state, faults)
    values (${given.id}, ${given.webhookId}, ${given.key}, ${given.digest}, 'kept', ${JSON.stringify(kept.faults)}::jsonb)
    on conflict (webhook_id, key) do update
      set state = 'kept', digest = excluded.digest, faults = excluded.faults, received_at = now(), ended_at = null
      where incoming_post.state <> 'case'
    returning id`.execute(tx)
  if (!rows[0]) return
  await sql`
    insert into cases.incoming_post_content (post_id, body) values (${rows[0].id}, ${sealed(kept.body)})
    on conflict (post_id) do update set body = excluded.body`.execute(tx)
}

/** The body of a post that is kept. */
export async function selectPostBody(handle: Handle, postId: string): Promise<string | undefined> {
  const { rows } = await sql<{ body: string }>`
    select body from cases.incoming_post_content where post_id = ${postId}`.execute(handle)
  return rows[0]?.body
}

/** Discards a post that is kept, and its body. @returns false when it is not kept any more. */
export async function discardPostRow(tx: Transaction, postId: string): Promise<boolean> {
  const { rows } = await sql`
    update cases.incoming_post set state = 'discarded', ended_at = now()
     where id = ${postId} and state = 'kept' returning id`.execute(tx)
  if (rows.length > 0)
    await sql`delete from cases.incoming_post_content where post_id = ${postId}`.execute(tx)
  return rows.length > 0
}

/** Discards what was kept for some days, bodies and all. @returns how many. */
export async function discardOldPosts(handle: Handle, days: number): Promise<number> {
  const { rows } = await sql`
    with old as (
      update cases.incoming_post set state = 'discarded', ended_at = now()
       where state = 'kept' and received_at < now() - make_interval(days => ${days}) returning id
    )
    delete from cases.incoming_post_content where post_id in (select id from old) returning post_id`.execute(
    handle,
  )
  return rows.length
}

/** Counts a call of a system that was known by its signature. @returns what it may and did; undefined when it may nothing. */
export async function countSignedCall(
  handle: Handle,
  partnerId: string,
  minute: number,
): Promise<{ name: string; rights: string[]; calls: number; calls_per_minute: number } | undefined> {
  const { rows } = await sql<{ name: string; rights: string[]; calls: number; calls_per_minute: number }>`
    update cases.partner partner
       set calls = case when minute = ${minute} then calls + 1 else 1 end, minute = ${minute}, last_used_at = now()
     where partner.id = ${partnerId} and ${partnerIsGood}
     returning name, rights, calls, calls_per_minute`.execute(handle)
  return rows[0]
}
