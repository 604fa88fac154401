import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'
import { caseStates, dispositions } from '../case-words.contract.ts'

const orderId = level('L2', personText(200, 1))

/** An order as a platform sends it; its fields are read by the platform's adapter. */
export const orderBody = level('L4', z.record(z.string(), z.unknown()))

export const orderKey = z.object({ orderId })

/** How an order stands. */
export const orderStatus = z.object({
  orderId,
  caseCode: level('L2', z.string()),
  state: level('L2', z.enum(caseStates)),
  disposition: level('L2', z.enum(dispositions).nullable()),
  departmentName: level('L1', z.string().nullable()),
  receivedAt: level('L2', z.iso.datetime()),
  updatedAt: level('L2', z.iso.datetime()),
  dueAt: level('L2', z.iso.datetime().nullable()),
  closedAt: level('L2', z.iso.datetime().nullable()),
  /** What was said to the citizen, once the case is closed. */
  reply: level('L4', z.string().nullable()),
})
export type OrderStatus = z.infer<typeof orderStatus>

export const takenOrder = orderStatus.pick({ orderId: true, caseCode: true, state: true }).extend({
  /** True when the same order was taken before. */
  repeated: level('L2', z.boolean()),
})

/** Words a platform adds to an order it sent: what else was learnt, a reminder, that it was withdrawn. */
export const orderNote = z.object({
  noteId: level('L2', personText(100, 1)),
  kind: level('L2', z.enum(['supplement', 'remind', 'withdraw'])),
  text: level('L4', personText(5000)),
})
export const notedOrder = z.object({ noteId: level('L2', z.string()) })

const listed = z.object({ orderId, state: level('L2', z.enum([...caseStates, 'unknown'])) })

/** What a platform holds of a span of time, to be held against what is here. */
export const reconciliationBody = z
  .object({
    from: level('L2', z.iso.datetime({ offset: true })),
    to: level('L2', z.iso.datetime({ offset: true })),
    orders: level('L2', z.array(listed).max(20_000)),
  })
  // Turned round, nothing would lie in it, and nothing seem to be missing on the other side.
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), { path: ['to'], error: 'from < to' })
export type ReconciliationBody = z.infer<typeof reconciliationBody>

/** What differs. Lists hold at most 1,000; the counts are exact. */
export const reconciliation = z.object({
  madeAt: level('L2', z.iso.datetime()),
  from: level('L2', z.iso.datetime({ offset: true })),
  to: level('L2', z.iso.datetime({ offset: true })),
  counts: z.object({
    sent: level('L2', z.number().int()),
    held: level('L2', z.number().int()),
    matching: level('L2', z.number().int()),
    missingHere: level('L2', z.number().int()),
    missingThere: level('L2', z.number().int()),
    differing: level('L2', z.number().int()),
  }),
  /** How many of those held stand in each state. */
  states: level('L2', z.record(z.enum(caseStates), z.number().int())),
  missingHere: level('L2', z.array(z.string())),
  missingThere: level('L2', z.array(z.object({ orderId: z.string(), caseCode: z.string() }))),
  differing: level(
    'L2',
    z.array(z.object({ orderId: z.string(), caseCode: z.string(), theirs: z.string(), ours: z.string() })),
  ),
})
export type Reconciliation = z.infer<typeof reconciliation>

/** Reconciliations of all platforms, the last of each. */
export const reconciliationList = z.object({
  reconciliations: z.array(reconciliation.extend({ partnerId: level('L2', z.uuid()) })),
})
