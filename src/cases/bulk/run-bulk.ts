import { advanceTask, asCatalogueError, isCode, type Task } from '#base/index.ts'
import { type Actor, actorOf, findPerson, isAction } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import type { InBulk } from '../in-bulk.ts'
import { actOnOne, DoneElsewhere } from './act-on-one.ts'
import type { BulkWanted } from './bulk.contract.ts'
import { bulkError } from './bulk.errors.ts'
import { type BulkRecord, type ItemRow, markLeft, markUndone, nextItem } from './bulk.store.ts'
import type { BulkTaskInput } from './bulk-task.ts'
import { causeOf } from './cause.view.ts'
import { recallCase } from './recall-case.ts'

/** What one process holds while it works on a bulk act. */
export interface BulkAtWork {
  act: BulkRecord
  mode: BulkTaskInput['mode']
  task: Task
  /** The process ends: after the present case the act is left for the next one. */
  stopping: AbortSignal
  progress: { done: number }
  warn(error: Error): void
}

/**
 * Who asked for it, with the rights of this moment: whoever was moved or deactivated meanwhile does nothing more by it. What
 * was asked by a token has the limits of the token.
 * @throws cases.bulk-person-gone
 */
async function actorNow(loop: CaseLoop, act: BulkRecord): Promise<Actor> {
  const person = await findPerson(loop.database, act.person_id)
  if (!person?.active) throw bulkError('cases.bulk-person-gone')
  const limitedTo = act.limited_to?.filter(isAction)
  return actorOf(person, await loop.city.snapshot(), limitedTo ? { limitedTo } : {})
}

async function takeBack(loop: CaseLoop, actor: Actor, of: { act: BulkRecord; item: ItemRow }): Promise<void> {
  const { act, item } = of
  const key = { bulkId: act.id, caseId: item.case_id }
  const inBulk: InBulk = {
    bulkId: act.id,
    rehearses: false,
    follow: async tx => {
      if (!(await markUndone(tx, key))) throw new DoneElsewhere()
    },
  }
  await recallCase({ ...loop, inBulk }, actor, { ...key, action: act.action, stood: item.stood! })
}

async function workOn(loop: CaseLoop, work: BulkAtWork, item: ItemRow): Promise<void> {
  const { act, mode } = work
  const actor = await actorNow(loop, act)
  if (mode === 'undo') return await takeBack(loop, actor, { act, item })
  const wanted: BulkWanted = { ...act.wanted, ...(act.said === null ? {} : { note: act.said }) }
  const one = { caseId: item.case_id, version: item.version, decisionId: item.decision_id }
  await actOnOne(loop, actor, { bulkId: act.id, wanted, one })
}

// One case that cannot be done does not keep the others from being done; a database that is away does.
async function attempt(loop: CaseLoop, work: BulkAtWork, item: ItemRow): Promise<void> {
  const { act, mode } = work
  try {
    await workOn(loop, work, item)
  } catch (thrown) {
    if (thrown instanceof DoneElsewhere) return
    const error = asCatalogueError(thrown)
    if (isCode(error, 'base.database-unreachable') || isCode(error, 'cases.bulk-person-gone')) throw error
    if (error.entry.status >= 500) work.warn(thrown as Error)
    await markLeft(loop.database, { bulkId: act.id, caseId: item.case_id, mode }, causeOf(error, mode))
  }
}

/**
 * Works on what is left of an act, case by case, each in a transaction of its own.
 * @returns how it ended; `left` when the process ends first.
 */
export async function runBulk(loop: CaseLoop, work: BulkAtWork): Promise<'done' | 'cancelled' | 'left'> {
  const { act, mode, task, stopping, progress } = work
  for (;;) {
    const item = await nextItem(loop.database, act.id, mode)
    if (!item) return 'done'
    if (stopping.aborted) return 'left'
    await attempt(loop, work, item)
    progress.done++
    if (!(await advanceTask(loop.database, task.id, progress))) return 'cancelled'
  }
}
