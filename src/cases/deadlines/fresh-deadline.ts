import type { Transaction } from '#base/index.ts'
import { type CitySnapshot, type Duty, wallTime } from '#city/index.ts'
import type { DueBasis } from './clock.rules.ts'
import { dueAnyway } from './clock.rules.ts'
import { type LimitQuestion, limitFor } from './limit.rules.ts'
import { selectLimits } from './limit.store.ts'

/** What a deadline depends on. */
export interface Dispatched {
  departmentId: string
  duty: Pick<Duty, 'timeLimitWorkdays'> | null
  categoryId: string | null
  urgency: string
}

/** A deadline as the row of a case has it. */
export interface FreshDeadline {
  due_at: Date | null
  due_basis: DueBasis | null
  respond_by: Date | null
  respond_basis: DueBasis | null
}

function departmentPath(city: CitySnapshot, id: string): string[] {
  const path: string[] = []
  for (
    let one = city.department(id);
    one && !path.includes(one.id);
    one = city.department(one.parentId ?? '')
  )
    path.unshift(one.id)
  return path
}

/** The deadline of what is given to a department at a moment, by the limit rules and the duty; nulls where there is none. */
export async function freshDeadline(
  tx: Transaction,
  city: CitySnapshot,
  given: { dispatched: Dispatched; at: Date },
): Promise<FreshDeadline> {
  const { at, dispatched } = given
  const question: LimitQuestion = {
    categoryPath:
      dispatched.categoryId === null ? [] : city.categoryPath(dispatched.categoryId).map(one => one.id),
    urgency: dispatched.urgency,
    departmentPath: departmentPath(city, dispatched.departmentId),
    dutyWorkdays: dispatched.duty?.timeLimitWorkdays ?? null,
    day: wallTime(city.calendar.timeZone, at.getTime()).date,
  }
  const limit = limitFor(await selectLimits(tx), question)
  const from = at.toISOString()
  const handling = limit && { from, parts: [limit.handling] }
  const response = limit?.response ? { from, parts: [limit.response] } : null
  return {
    due_at: handling && dueAnyway(handling, city.calendar),
    due_basis: handling,
    respond_by: response && dueAnyway(response, city.calendar),
    respond_basis: response,
  }
}
