import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'
import { caseStates } from '../case-words.contract.ts'

/** Where a supervision stands: an answer is awaited, it has come, or it did. */
export const supervisionStates = ['asked', 'answered', 'accepted'] as const
export type SupervisionState = (typeof supervisionStates)[number]

export const saidKinds = ['demand', 'answer', 'note'] as const

const text = level('L4', personText(5_000, 1))

/** A leader's following of a case (督办). */
export const supervision = z.object({
  supervisionId: level('L2', z.uuid()),
  state: level('L2', z.enum(supervisionStates)),
  openedAt: level('L2', z.iso.datetime()),
  dueAt: level('L2', z.iso.datetime().nullable()),
  overdue: level('L2', z.boolean()),
  endedAt: level('L2', z.iso.datetime().nullable()),
  /** What was demanded and answered, in order; texts are null below their level or once erased. */
  said: z.array(
    z.object({
      kind: level('L2', z.enum(saidKinds)),
      at: level('L2', z.iso.datetime()),
      actorName: level('L3', z.string().nullable()),
      text: level('L4', z.string().nullable()),
    }),
  ),
})
export type Supervision = z.infer<typeof supervision>

export const caseSupervision = z.object({
  open: supervision.nullable(),
  past: z.array(supervision),
  maySupervise: level('L2', z.boolean()),
  mayAnswer: level('L2', z.boolean()),
})
export type CaseSupervision = z.infer<typeof caseSupervision>

export const demandBody = z.object({
  demand: text,
  /** Workdays until the answer has to be there. */
  workdays: level('L2', z.number().int().min(1).max(250)),
})
export type DemandBody = z.infer<typeof demandBody>
export const answerBody = z.object({ answer: text })
export const acceptBody = z.object({ note: level('L4', personText(5_000)).optional() })

/** What a list shows: those whose answer is awaited, overdue or not, those answered, those that ended. */
export const supervisionShows = ['open', 'overdue', 'answered', 'ended'] as const
export const supervisionFilter = z.object({ show: level('L2', z.enum(supervisionShows)).default('open') })

export const listedSupervision = supervision.omit({ said: true }).extend({
  caseId: level('L2', z.uuid()),
  code: level('L2', z.string()),
  caseState: level('L2', z.enum(caseStates)),
  departmentId: level('L2', z.string().nullable()),
  subject: level('L4', z.string().nullable()),
  /** The last demand. */
  demand: level('L4', z.string().nullable()),
})
export type ListedSupervision = z.infer<typeof listedSupervision>

export const supervisionList = z.object({
  items: z.array(listedSupervision),
  /** How many there are in all; the list shows the first 200. */
  count: level('L2', z.number().int()),
})
