import { baseError, type Handle, type Language, readTask } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import type { BulkAct, BulkDetail } from './bulk.contract.ts'
import { undoStateOf } from './bulk.rules.ts'
import {
  type BulkCounts,
  type BulkRecord,
  countItems,
  selectBulk,
  selectBulks,
  selectItems,
} from './bulk.store.ts'
import { causeView } from './cause.view.ts'

const listed = 20

async function actView(handle: Handle, act: BulkRecord, counts: BulkCounts | undefined): Promise<BulkAct> {
  const task = await readTask(handle, act.task_id)
  const undo = undoStateOf(act, new Date())
  const nothingDone = (counts?.done ?? 0) === 0
  return {
    bulkId: act.id,
    action: act.action,
    state: task?.state ?? 'done',
    createdAt: act.created_at.toISOString(),
    total: counts?.total ?? 0,
    done: counts?.done ?? 0,
    left: counts?.left ?? 0,
    undone: counts?.undone ?? 0,
    undoLeft: counts?.undo_left ?? 0,
    undo: undo === 'open' && nothingDone ? 'over' : undo,
    undoUntil: act.undo_until?.toISOString() ?? null,
  }
}

/** The own newest bulk acts. */
export async function listBulks(loop: Pick<CaseLoop, 'database'>, actor: Actor): Promise<BulkAct[]> {
  const acts = await selectBulks(loop.database, actor.id, listed)
  const counts = await countItems(
    loop.database,
    acts.map(act => act.id),
  )
  return await Promise.all(acts.map(act => actView(loop.database, act, counts.get(act.id))))
}

/** One of the own bulk acts with what became of each case. @throws base.not-found */
export async function readBulk(
  loop: Pick<CaseLoop, 'database'>,
  actor: Actor,
  asked: { bulkId: string; language: Language },
): Promise<BulkDetail> {
  const { bulkId, language } = asked
  const act = await selectBulk(loop.database, bulkId, actor.id)
  if (!act) throw baseError('base.not-found')
  const items = await selectItems(loop.database, bulkId, actor.scope)
  const counts = (await countItems(loop.database, [bulkId])).get(bulkId)
  const causeOf = (code: string | null, details: Record<string, unknown> | null) =>
    causeView(code === null ? null : { code, details: details ?? {} }, language)
  return {
    ...(await actView(loop.database, act, counts)),
    items: items.map(item => ({
      caseId: item.case_id,
      code: item.code,
      state: item.state,
      cause: causeOf(item.cause, item.cause_details),
      undo: item.undo,
      undoCause: causeOf(item.undo_cause, item.undo_details),
    })),
  }
}
