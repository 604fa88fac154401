import { sql } from 'kysely'
import { type Handle, type Transaction, uuidv7 } from '#base/index.ts'
import { keptPhoneIndex, lookUpsOf, rawDigits } from '../look-ups.ts'
import { sealed } from '../sealed-words.ts'
import type { personalFields } from './rights.contract.ts'

export interface PersonalChange {
  field: (typeof personalFields)[number]
  was: string | null
  becomes: string | null
}

/** A number that was corrected still says whose case it is. */
function wasIndex(field: PersonalChange['field'], was: string | null): string | null {
  const digits = field === 'phone' ? rawDigits(was) : null
  return digits && keptPhoneIndex(digits)
}

/** Keeps what was held before a correction. */
export async function insertChanges(
  tx: Transaction,
  given: { caseId: string; at: Date; actorName: string; reason: string; changes: readonly PersonalChange[] },
): Promise<void> {
  for (const { field, was, becomes } of given.changes)
    await sql`
      insert into cases.personal_change (id, case_id, at, actor_name, field, was, was_index, becomes, reason)
      values (${uuidv7()}, ${given.caseId}, ${given.at}, ${sealed(given.actorName)}, ${field}, ${sealed(was)},
              ${wasIndex(field, was)}, ${sealed(becomes)}, ${sealed(given.reason)})`.execute(tx)
}

/** Corrections of a case, newest first. */
export async function selectChanges(
  handle: Handle,
  caseId: string,
): Promise<(PersonalChange & { at: Date; actor_name: string; reason: string })[]> {
  const { rows } = await sql<PersonalChange & { at: Date; actor_name: string; reason: string }>`
    select at, actor_name, field, was, becomes, reason from cases.personal_change
     where case_id = ${caseId} order by id desc`.execute(handle)
  return rows
}

/** Writes corrected fields, with what they are found by. */
export async function updatePersonal(
  tx: Transaction,
  caseId: string,
  now: {
    name: string | null
    phone: string | null
    behalfPhone: string | null
    hidden: boolean
    address: string | null
    terms: readonly string[]
  },
): Promise<void> {
  const { name: reporter_name, phone: reporter_phone, behalfPhone: behalf_phone, hidden } = now
  const by = lookUpsOf({ reporter_name, reporter_phone, behalf_phone, hidden })
  await sql`
    update cases.case_content
       set reporter_name = ${sealed(reporter_name)}, reporter_phone = ${sealed(reporter_phone)}, phone_digits = null,
           phone_index = ${by.phone_index}, phone_tail_index = ${by.phone_tail_index}, name_index = ${by.name_index},
           kept_indexes = ${by.kept_indexes}::text[], look_up_version = ${by.look_up_version},
           address = ${sealed(now.address)}, search = array_to_tsvector(${[...now.terms]}::text[])
     where case_id = ${caseId}`.execute(tx)
}
