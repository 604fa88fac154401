import type { z } from 'zod'
import type { caseDetail } from '../case.contract.ts'
import type { CaseRecord } from '../case.store.ts'
import type { Asking, Pause } from '../case-words.contract.ts'
import type { EventRow } from '../event.store.ts'
import type { TimedEvent, TimeUsed } from './time-used.rules.ts'

type ClockView = Pick<z.input<typeof caseDetail>, 'pause' | 'asked' | 'respondBy' | 'timeUsed'>

/** An event as far as time goes. */
export function timed(row: EventRow): TimedEvent {
  return { type: row.type, at: row.at, departmentId: row.department_id, toState: row.to_state }
}

/** How the clock of a case stands, as its page shows it. */
export function clockView(
  record: Pick<CaseRecord, 'pause' | 'asked' | 'asked_workdays' | 'respond_by'>,
  used: TimeUsed[],
): ClockView {
  return {
    pause: record.pause as Pause | null,
    asked: record.asked === null ? null : { what: record.asked as Asking, workdays: record.asked_workdays },
    respondBy: record.respond_by?.toISOString() ?? null,
    timeUsed: used,
  }
}
