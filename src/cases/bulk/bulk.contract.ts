import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'
import { aiLabel } from '#kernel/kernel.contract.ts'
import { caseId } from '../case.contract.ts'

/** What is done to many cases at once; each of them can be taken back. */
export const bulkActions = ['dispatch', 'assign', 'close'] as const
export type BulkAction = (typeof bulkActions)[number]

/** As many as one act takes: more than a shift has waiting, and done within a minute. */
export const mostAtOnce = 500
/** How long the person who did it may take it back. Citizens are told when it is over. */
export const undoMinutes = 10

// Kept as JSON, which cannot hold what a text cleans away.
const id = level('L2', personText(80, 1))
const decisionId = level('L2', z.uuid())

/** What is to be done. */
export const bulkWanted = z.object({
  action: level('L2', z.enum(bulkActions)),
  /** Where a dispatch goes; null: each case where its advice says. */
  departmentId: id.nullable().optional(),
  dutyId: id.nullable().optional(),
  /** To whom cases are assigned. */
  personId: level('L2', z.uuid()).optional(),
  /** Written on the timeline of each: a note, or why a person is given more than the limit. */
  note: level('L4', personText(1_000)).optional(),
})
export type BulkWanted = z.infer<typeof bulkWanted>

/** A case as the person saw it: what changed since is left. */
export const bulkCase = z.object({
  caseId,
  version: level('L2', z.int32().min(1)),
  /** The advice that the preview showed. */
  decisionId: decisionId.nullable().optional(),
})
export type BulkCase = z.infer<typeof bulkCase>

export const previewBulk = bulkWanted.extend({ cases: z.array(bulkCase).min(1).max(mostAtOnce) })
export const startBulk = previewBulk.extend({
  /** Makes a repeated click one act. Unique with the person. */
  idempotencyKey: level('L2', personText(100, 8)),
})
export type StartBulk = z.infer<typeof startBulk>

/** Why a case was left, in the reader's language. */
export const bulkCause = z.object({ code: level('L1', z.string()), message: level('L2', z.string()) })
export type BulkCause = z.infer<typeof bulkCause>

/** What would become of each case. Of a case the reader does not see nothing is said but that it is not there. */
export const bulkPreview = z.object({
  able: level('L2', z.int()),
  items: z.array(
    z.object({
      caseId,
      code: level('L2', z.string().nullable()),
      /** Where the advice sends it. */
      departmentId: level('L2', z.string().nullable()),
      decisionId: decisionId.nullable(),
      /** Of the advice; null where no advice is followed. */
      label: aiLabel.nullable(),
      cause: bulkCause.nullable(),
    }),
  ),
})
export type BulkPreview = z.infer<typeof bulkPreview>

export const bulkStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const
/** `open`: it can be taken back now. */
export const undoStates = ['not-yet', 'open', 'over', 'at-work', 'done'] as const
export const itemStates = ['waiting', 'done', 'left', 'cancelled'] as const
export const undoneStates = ['undone', 'left'] as const

export const bulkAct = z.object({
  bulkId: level('L2', z.uuid()),
  action: level('L2', z.enum(bulkActions)),
  state: level('L2', z.enum(bulkStates)),
  createdAt: level('L2', z.iso.datetime()),
  /** How many cases it is about, and what became of them so far. */
  total: level('L2', z.int()),
  done: level('L2', z.int()),
  left: level('L2', z.int()),
  undone: level('L2', z.int()),
  undoLeft: level('L2', z.int()),
  undo: level('L2', z.enum(undoStates)),
  undoUntil: level('L2', z.iso.datetime().nullable()),
})
export type BulkAct = z.infer<typeof bulkAct>

export const bulkDetail = bulkAct.extend({
  items: z.array(
    z.object({
      caseId,
      code: level('L2', z.string().nullable()),
      state: level('L2', z.enum(itemStates)),
      cause: bulkCause.nullable(),
      undo: level('L2', z.enum(undoneStates).nullable()),
      undoCause: bulkCause.nullable(),
    }),
  ),
})
export type BulkDetail = z.infer<typeof bulkDetail>

export const bulkList = z.object({ items: z.array(bulkAct) })
export const bulkKey = z.object({ bulkId: level('L2', z.uuid()) })
