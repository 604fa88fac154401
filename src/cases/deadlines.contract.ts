import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { caseStates, urgencies } from './case-words.contract.ts'

/**
 * Why somebody is told: it should have been begun (签收超时), time is running out (预警), it is over (超期), it has been over
 * for long (升级): the department's lead is told, then the lead of the department above, then the city.
 */
export const dueKinds = [
  'response',
  'warning',
  'overdue',
  'escalation',
  'escalation-parent',
  'escalation-city',
] as const
export type DueKind = (typeof dueKinds)[number]

const kind = level('L2', z.enum(dueKinds))

/** One deadline somebody was told about and nobody has acknowledged. */
export const reminder = z.object({
  caseId: level('L2', z.uuid()),
  code: level('L2', z.string()),
  subject: level('L4', z.string().nullable()),
  state: level('L2', z.enum(caseStates)),
  urgency: level('L2', z.enum(urgencies)),
  departmentId: level('L2', z.string()),
  kind,
  /** The number of the event that set this deadline. */
  step: level('L2', z.int()),
  /** The moment itself: for a warning it lies before the deadline. */
  at: level('L2', z.iso.datetime()),
  dueAt: level('L2', z.iso.datetime().nullable()),
})
export type Reminder = z.infer<typeof reminder>

export const reminders = z.object({
  items: z.array(reminder),
  /** How many there are in all; more than are listed when many are overdue. */
  count: level('L2', z.int()),
})

/** Which reminder somebody has seen to. */
export const reminderKey = z.object({
  caseId: level('L2', z.uuid()),
  step: level('L2', z.int().min(1).max(2_147_483_647)),
  kind,
})
export type ReminderKey = z.infer<typeof reminderKey>

export const acknowledged = z.object({
  /** True also when somebody else was first. */
  acknowledged: level('L2', z.literal(true)),
})
