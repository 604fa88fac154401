import { sql } from 'kysely'
import type { Handle } from '#base/index.ts'
import type { EventType } from '../case-words.contract.ts'

/**
 * Types of events of the newest cases that a person or a citizen brought in: generated and imported ones took no step here.
 * @param newest how many cases are looked at, so that a city of a million answers as fast
 */
export async function selectStepsTaken(handle: Handle, newest: number): Promise<EventType[]> {
  const { rows } = await sql<{ type: EventType }>`
    select distinct event.type
      from (select id from cases.case_record where not generated and source not like 'import:%'
             order by reported_at desc, id desc limit ${newest}) as brought
      join cases.event as event on event.case_id = brought.id`.execute(handle)
  return rows.map(row => row.type)
}
