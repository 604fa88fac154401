import type { CaseRecord } from '../case.store.ts'
import { jointError } from './joint.errors.ts'

/**
 * The host speaks for all: it replies when its co-hosts are done, or says why not. The case is held, so no task is asked or
 * ended meanwhile.
 * @throws cases.tasks-open
 */
export function checkTasksDone(held: CaseRecord, reason: string | undefined): { openTasksReason?: string } {
  const open = held.co_department_ids?.length ?? 0
  if (open === 0) return {}
  if (!reason) throw jointError('cases.tasks-open', { count: open })
  return { openTasksReason: reason }
}
