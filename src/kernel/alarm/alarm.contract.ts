import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'
import { findingTypes } from '../guard/guard.contract.ts'

/** Found, flagged and wrong; or not found, and it should have been. */
export const alarmClaims = ['false-alarm', 'missed'] as const
export type AlarmClaim = (typeof alarmClaims)[number]
export const alarmStates = ['open', 'upheld', 'rejected'] as const
export type AlarmState = (typeof alarmStates)[number]
/** What an alarm may be about: an attack, a type of finding, or one of a city's own recognisers. */
export const alarmTopics = ['attack', ...findingTypes] as const
const topic = level('L1', z.union([z.enum(alarmTopics), z.string().regex(/^own:[a-z0-9_-]{1,60}$/)]))

/** The words as they stand in what was said, or where they stand; a flagged text is meant whole where neither is given. */
export const alarmReport = z
  .object({
    decisionId: level('L2', z.uuid()),
    claim: level('L1', z.enum(alarmClaims)),
    about: topic,
    words: level('L4', personText(2000, 1).optional()),
    /** UTF-16 units of the people's words of the decision's input, joined by line breaks. */
    start: level('L2', z.number().int().min(0).optional()),
    end: level('L2', z.number().int().min(1).optional()),
    why: level('L4', personText(1000, 2)),
  })
  .refine(one => (one.start === undefined) === (one.end === undefined), { path: ['end'] })
export type AlarmReport = z.infer<typeof alarmReport>

export const alarmMade = z.object({ alarmId: level('L2', z.string()) })

const exceptionView = z.object({
  exceptionId: level('L2', z.string()),
  effect: level('L1', z.enum(['quiet', 'find'])),
  /** Quiet about these very words, or about any value of the type directly after them. */
  by: level('L1', z.enum(['words', 'before'])),
  before: level('L2', z.string().nullable()),
  beganAt: level('L2', z.iso.datetime()),
  endedAt: level('L2', z.iso.datetime().nullable()),
})

/** One alarm as the security administrator sees it: everything that was found in its texts is hidden. */
export const alarmItem = z.object({
  alarmId: level('L2', z.string()),
  at: level('L2', z.iso.datetime()),
  reportedBy: level('L2', z.string()),
  decisionId: level('L2', z.string()),
  algorithm: level('L1', z.string()),
  claim: level('L1', z.enum(alarmClaims)),
  about: level('L1', z.string()),
  state: level('L2', z.enum(alarmStates)),
  /** The words in question as far as they may be shown, and what stands around them; null once erased. */
  text: z
    .object({
      before: level('L2', z.string()),
      words: level('L2', z.string()),
      after: level('L2', z.string()),
    })
    .nullable(),
  why: level('L2', z.string().nullable()),
  ruledBy: level('L2', z.string().nullable()),
  ruledAt: level('L2', z.iso.datetime().nullable()),
  ruling: level('L2', z.string().nullable()),
  exception: exceptionView.nullable(),
})
export type AlarmItem = z.infer<typeof alarmItem>

export const alarmPage = z.object({
  items: z.array(alarmItem),
  open: level('L2', z.number().int()),
  next: level('L2', z.string().nullable()),
})

/** Right or wrong, with the reason; and, where a false alarm is right, how far the exception reaches. */
export const alarmRuling = z.object({
  verdict: level('L1', z.enum(['upheld', 'rejected'])),
  reason: level('L3', personText(1000, 2)),
  /** Any value directly after these words, e.g. 工单号; the very words of the alarm unless given. */
  before: level('L3', personText(40, 1).optional()),
})
export type AlarmRuling = z.infer<typeof alarmRuling>
