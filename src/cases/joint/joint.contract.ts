import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'
import { caseStates } from '../case-words.contract.ts'

/** Where the task of a co-host stands. */
export const taskStates = ['asked', 'accepted', 'done', 'declined', 'withdrawn'] as const
export type TaskState = (typeof taskStates)[number]

const text = level('L4', personText(5_000, 1))
const departmentId = level('L2', z.string().min(1).max(80))

/** What one co-host is asked to do for a case, and what it said to that. */
export const jointTask = z.object({
  taskId: level('L2', z.uuid()),
  departmentId: level('L2', z.string()),
  state: level('L2', z.enum(taskStates)),
  askedAt: level('L2', z.iso.datetime()),
  dueAt: level('L2', z.iso.datetime().nullable()),
  /** Told that time is running out, and that it is over. */
  warned: level('L2', z.boolean()),
  overdue: level('L2', z.boolean()),
  endedAt: level('L2', z.iso.datetime().nullable()),
  asked: level('L4', z.string().nullable()),
  /** The reply, or the reason of declining. */
  said: level('L4', z.string().nullable()),
  /** True when this reader works for the department that was asked. */
  mine: level('L2', z.boolean()),
})
export type JointTask = z.infer<typeof jointTask>

const linkedCase = z.object({
  caseId: level('L2', z.uuid()),
  code: level('L2', z.string()),
  state: level('L2', z.enum(caseStates)),
})

/** Who works on a case beside its host, and the cases it belongs with. */
export const caseJoint = z.object({
  tasks: z.array(jointTask),
  /** Co-hosts by the duty list that have no task yet. */
  proposed: level('L2', z.array(z.string())),
  parent: linkedCase.nullable(),
  children: z.array(linkedCase),
  /** Children outside of the reader's scope: counted, not named. */
  otherChildren: level('L2', z.number().int()),
  /** This reader may ask co-hosts, link cases and note meetings now. */
  mayCoordinate: level('L2', z.boolean()),
})
export type CaseJoint = z.infer<typeof caseJoint>

export const askCoHostBody = z.object({
  departmentId,
  asked: text,
  /** Workdays it has; the case's own deadline limits it, and is taken where none are given. */
  workdays: level('L2', z.number().int().min(1).max(250).nullable()),
})
export type AskCoHostBody = z.infer<typeof askCoHostBody>

export const taskReplyBody = z.object({ reply: text })
export const taskReasonBody = z.object({ reason: text })

export const linkParentBody = z.object({ parentCode: level('L2', personText(40, 4)) })
export const unlinkParentBody = z.object({ reason: text })

/** A meeting of several departments about a case (联席会商). */
export const meetingBody = z.object({
  heldAt: level('L2', z.iso.datetime({ offset: true })),
  place: level('L3', personText(200, 1)),
  departmentIds: z.array(departmentId).min(1).max(30),
  conclusions: text,
  tasks: level('L4', personText(5_000)).optional(),
})
export type MeetingBody = z.infer<typeof meetingBody>

/** A task in the list of those who work on it, with the case it is for. */
export const listedTask = jointTask.extend({
  caseId: level('L2', z.uuid()),
  code: level('L2', z.string()),
  caseState: level('L2', z.enum(caseStates)),
  /** Null below its level, and once the task has ended. */
  subject: level('L4', z.string().nullable()),
})
export type ListedTask = z.infer<typeof listedTask>

export const taskFilter = z.object({
  open: level('L2', z.enum(['true', 'false'])).default('true'),
})
export const taskList = z.object({
  items: z.array(listedTask),
  /** How many there are in all; the list shows the first 200. */
  count: level('L2', z.number().int()),
})
