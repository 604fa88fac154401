import { isCode } from '#base/index.ts'
import { addBusinessTime, type BusinessCalendar } from '#city/index.ts'
import { dueMoments } from '../deadlines/due-moments.rules.ts'

/** When a co-host has to be done, and when it is told that time is running out. */
export interface TaskDue {
  due: Date | null
  warn: Date | null
}

function afterWorkdays(from: Date, workdays: number, calendar: BusinessCalendar): Date | null {
  try {
    return addBusinessTime(from, { workdays }, calendar).at
  } catch (error) {
    if (!isCode(error, 'city.calendar-never-works')) throw error
    return null
  }
}

/**
 * The deadline of a task: its workdays, but not after the deadline of the case, which it has when no workdays are given. A
 * case that is late already limits nothing, or each task would be late when it is asked.
 */
export function taskDue(
  given: { from: Date; workdays: number | null; caseDue: Date | null },
  calendar: BusinessCalendar,
): TaskDue {
  const { from, workdays, caseDue } = given
  const limit = caseDue && caseDue > from ? caseDue : null
  const own = workdays === null ? null : afterWorkdays(from, workdays, calendar)
  const due = own && limit ? new Date(Math.min(own.getTime(), limit.getTime())) : (own ?? limit)
  if (!due) return { due: null, warn: null }
  const warning = dueMoments({ from, due }, calendar).find(moment => moment.kind === 'warning')
  return { due, warn: warning?.at ?? null }
}

const working: readonly string[] = ['dispatched', 'handling']

/** True while co-hosts can be asked: a department has the case and has not replied. */
export function mayBeJoined(state: string): boolean {
  return working.includes(state)
}

/** True when an open task of a department ends by itself: the case went back or ended, or the department now hosts it. */
export function endsTask(
  after: { state: string; department_id: string | null },
  departmentId: string,
): boolean {
  return !(mayBeJoined(after.state) || after.state === 'verifying') || after.department_id === departmentId
}
