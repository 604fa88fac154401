import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { Searchable } from './case-terms.ts'
import type { lookUpsOf } from './look-ups.ts'
import { sealed } from './sealed-words.ts'

/** A case of an earlier release: as it was said, and not yet found by keyed indexes. */
export interface OlderContent extends Searchable {
  case_id: string
  reporter_phone: string | null
  follow_up_code: string
  behalf_phone: string | null
  hidden: boolean
}

/** Some of those behind a case, held for this transaction; passes over those that another process has in hand. */
export async function lockOlder(
  tx: Transaction,
  after: string | null,
  limit: number,
): Promise<OlderContent[]> {
  const { rows } = await sql<OlderContent>`
    select content.case_id, subject, detail, address, reporter_name, reporter_phone, follow_up_code, behalf_name,
           behalf_phone, coalesce(record.confidential, false) as hidden
      from cases.case_content content join cases.case_record record on record.id = content.case_id
     where look_up_version is null and case_id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000')
     order by case_id limit ${limit} for update of content skip locked`.execute(tx)
  return rows
}

/** What a case of an earlier release gets. */
export type LookedUp = ReturnType<typeof lookUpsOf> & { said: OlderContent; terms: readonly string[] }

/** Seals what was said and writes what it is found by: all of a row at once, as each change of it costs its search index. */
export async function updateOlder(tx: Transaction, filled: readonly LookedUp[]): Promise<void> {
  const rows = filled.map(({ said: { hidden: _, ...said }, ...found }) => ({
    ...found,
    case_id: said.case_id,
    subject: sealed(said.subject),
    detail: sealed(said.detail),
    address: sealed(said.address),
    reporter_name: sealed(said.reporter_name),
    reporter_phone: sealed(said.reporter_phone),
    follow_up_code: sealed(said.follow_up_code),
    behalf_name: sealed(said.behalf_name),
    behalf_phone: sealed(said.behalf_phone),
  }))
  await sql`
    update cases.case_content content
       set subject = given.subject, detail = given.detail, address = given.address, reporter_name = given.reporter_name,
           reporter_phone = given.reporter_phone, follow_up_code = given.follow_up_code,
           behalf_name = given.behalf_name, behalf_phone = given.behalf_phone, phone_digits = null,
           phone_index = given.phone_index, phone_tail_index = given.phone_tail_index, name_index = given.name_index,
           kept_indexes = given.kept_indexes::text[], look_up_version = given.look_up_version,
           search = array_to_tsvector(array(select json_array_elements_text(given.terms)))
      from json_to_recordset(${JSON.stringify(rows)}::json) as given (
        case_id uuid, subject text, detail text, address text, reporter_name text, reporter_phone text,
        follow_up_code text, behalf_name text, behalf_phone text, phone_index text, phone_tail_index text,
        name_index text, kept_indexes text, look_up_version smallint, terms json)
     where content.case_id = given.case_id`.execute(tx)
}

/** How many cases of an earlier release are still to be done. */
export async function countOlder(handle: Handle): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from cases.case_content where look_up_version is null`.execute(handle)
  return rows[0]!.count
}

/** A column that other rows are found by, and the one its index goes into. */
export interface OtherLookUp {
  table: 'cases.contact' | 'cases.mail_content' | 'cases.personal_change'
  id: 'id' | 'mail_id'
  column: 'address' | 'sender' | 'was'
  index: 'address_index' | 'sender_index' | 'was_index'
}

/** Some rows that are not found by an index yet, held. */
export async function lockOthers(
  tx: Transaction,
  { table, id, column, index }: OtherLookUp,
  limit: number,
): Promise<{ id: string; value: string }[]> {
  const isNumber = table === 'cases.personal_change' ? sql`and field = 'phone'` : sql``
  const { rows } = await sql<{ id: string; value: string }>`
    select ${sql.ref(id)} as id, ${sql.ref(column)} as value from ${sql.table(table)}
     where ${sql.ref(index)} is null and ${sql.ref(column)} is not null ${isNumber}
     order by ${sql.ref(id)} limit ${limit} for update skip locked`.execute(tx)
  return rows
}

/** Writes the indexes of rows. */
export async function updateOthers(
  tx: Transaction,
  { table, id, index }: OtherLookUp,
  rows: readonly { id: string; index: string }[],
): Promise<void> {
  await sql`
    update ${sql.table(table)} as target set ${sql.ref(index)} = given.index
      from json_to_recordset(${JSON.stringify(rows)}::json) as given (id uuid, index text)
     where target.${sql.ref(id)} = given.id`.execute(tx)
}
