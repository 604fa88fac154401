import { sql } from 'kysely'
import type { Transaction } from '#base/index.ts'
import { cancelDeliveriesOf } from '../inbox/contact.store.ts'
import { type SaidOfCase, typedAbout } from './typed-about.ts'

/**
 * Erases what somebody typed to find these people before an export: it is they that it names. Sealed on both sides, so it is
 * compared here; searches are kept for a while only.
 */
async function eraseTyped(tx: Transaction, ids: string[]): Promise<void> {
  const { rows: typed } = await sql<{ export_id: string; searched: Record<string, string> }>`
    select export_id, searched from cases.export_content`.execute(tx)
  if (typed.length === 0) return
  const { rows: cases } = await sql<SaidOfCase>`
    select to_json(array[reporter_name, reporter_phone, address, behalf_name, behalf_phone, follow_up_code]) as marks,
           json_build_array(subject, detail) as matter
      from cases.case_content where case_id = any(${ids}::uuid[])
    union all
    select to_json(array[was, becomes]), json_build_array('', '') from cases.personal_change
     where case_id = any(${ids}::uuid[])`.execute(tx)
  const about = typed.filter(one => typedAbout(one.searched, cases)).map(one => one.export_id)
  if (about.length > 0)
    await sql`delete from cases.export_content where export_id = any(${about}::uuid[])`.execute(tx)
}

const statements = (ids: string[]) => [
  sql`delete from cases.case_content where case_id = any(${ids}::uuid[])`,
  sql`delete from cases.event_content content using cases.event event
       where event.case_id = any(${ids}::uuid[])
         and content.recorded_at = event.recorded_at and content.event_id = event.id`,
  sql`delete from cases.joint_task_content content using cases.joint_task task
       where task.case_id = any(${ids}::uuid[]) and content.task_id = task.id`,
  sql`delete from cases.supervision_content content using cases.supervision supervision
       where supervision.case_id = any(${ids}::uuid[]) and content.supervision_id = supervision.id`,
  // Nobody can answer or accept it any more, so it awaits nothing.
  sql`update cases.supervision set state = 'accepted', ended_at = now()
       where case_id = any(${ids}::uuid[]) and ended_at is null`,
  sql`delete from cases.personal_change where case_id = any(${ids}::uuid[])`,
  sql`update cases.look set words = null where case_id = any(${ids}::uuid[])`,
  // Nobody can answer it any more, so it awaits no answer.
  sql`update cases.appeal
         set ground = null, finding = null, salt = null, outcome = coalesce(outcome, 'lapsed'),
             decided_at = coalesce(decided_at, now()), decided_by = coalesce(decided_by, 'system')
       where case_id = any(${ids}::uuid[])`,
  sql`update cases.contact set address = null, address_index = null, ended_at = coalesce(ended_at, now())
       where case_id = any(${ids}::uuid[])`,
  sql`delete from cases.partner_message where case_id = any(${ids}::uuid[])`,
  sql`delete from cases.mail_content content using cases.mail mail
       where mail.case_id = any(${ids}::uuid[]) and content.mail_id = mail.id`,
  // Who would have decided on one has nothing left to decide by.
  sql`update cases.mail set files = '[]', next_at = null, ended_at = coalesce(ended_at, now()),
             state = case when state = 'person' then 'discarded' else state end
       where case_id = any(${ids}::uuid[])`,
  // The bytes go when no attachment names them any more.
  sql`delete from cases.attachment_object object using cases.attachment attachment
       where attachment.case_id = any(${ids}::uuid[]) and object.attachment_id = attachment.id`,
  sql`delete from cases.attachment_content content using cases.attachment attachment
       where attachment.case_id = any(${ids}::uuid[]) and content.attachment_id = attachment.id`,
  sql`update cases.attachment
         set released_at = null, released_by = null, removed_at = now(), removed_by = 'system'
       where case_id = any(${ids}::uuid[]) and removed_at is null`,
]

/**
 * Erases everything that was said about cases, wherever in this room it lies, and unties them from the person who reported
 * them. Facts, commitments and the ledger stay, and so does every proof and every count.
 */
export async function eraseContents(tx: Transaction, caseIds: readonly string[]): Promise<void> {
  await eraseTyped(tx, [...caseIds])
  for (const statement of statements([...caseIds])) await statement.execute(tx)
  await cancelDeliveriesOf(tx, caseIds)
  await sql`
    update cases.case_record set erased_at = now(), reporter_person_id = null, external_id = null
     where id = any(${[...caseIds]}::uuid[])`.execute(tx)
}
