import { z } from 'zod'
import { level } from '#base/level.contract.ts'

/** Where a breaker stands. Half-open: a share of the advice is shown again, and people's verdicts on it decide. */
export const breakerStates = ['closed', 'half-open', 'open'] as const
export type BreakerState = (typeof breakerStates)[number]

/** Signals from how an algorithm runs and what people around it do. */
export const runSignalNames = [
  'errors',
  'failed-checks',
  'guard-hits',
  'latency',
  'confidence-shift',
  'input-shift',
  'objections',
  'blind-disagreement',
  'over-reliance',
] as const
export type RunSignalName = (typeof runSignalNames)[number]

/** One signal: what it is now, what is usual, and over which limit it counts. */
export const runSignal = z.object({
  name: level('L1', z.enum(runSignalNames)),
  /** A share, milliseconds, or a stability index; null where there is too little to say. */
  value: level('L2', z.number().nullable()),
  usual: level('L2', z.number().nullable()),
  limit: level('L1', z.number()),
  over: level('L2', z.boolean()),
})
export type RunSignal = z.infer<typeof runSignal>

/** Why a breaker changed. */
export const breakerReasons = [
  ...runSignalNames,
  'drop',
  'override-share',
  'cooled',
  'samples-good',
  'samples-bad',
  'by-hand',
] as const
export type BreakerReason = (typeof breakerReasons)[number]

/** One algorithm in one department with one model version. */
export const breakerRow = z.object({
  algorithm: level('L1', z.string()),
  department: level('L1', z.string()),
  modelVersion: level('L1', z.string()),
  state: level('L1', z.enum(breakerStates)),
  since: level('L1', z.iso.datetime().nullable()),
  /** Verdicts since the model began here, and how many of them did not adopt. */
  settled: level('L2', z.number().int()),
  overridden: level('L2', z.number().int()),
  /** Of the newest 200 verdicts: a point each 10, oldest first, shares of overrides. */
  recent: level('L2', z.array(z.number())),
  /** Of those of which it is known: adopted without opening the evidence, and the middle of the seconds to adopt. */
  unopened: level('L2', z.number().nullable()),
  seconds: level('L2', z.number().nullable()),
  /** Verdicts given before the advice was shown, and how many of them differed. */
  blind: level('L2', z.object({ settled: z.number().int(), overridden: z.number().int() })),
})
export type BreakerRow = z.infer<typeof breakerRow>

export const breakerSwitch = z.object({
  algorithm: level('L1', z.string()),
  offAt: level('L1', z.iso.datetime()),
  offBy: level('L2', z.string()),
  reason: level('L2', z.string()),
  /** Who asked to switch it on again; somebody else confirms. */
  onAskedBy: level('L2', z.string().nullable()),
})

export const breakerChange = z.object({
  at: level('L1', z.iso.datetime()),
  algorithm: level('L1', z.string()),
  department: level('L1', z.string()),
  modelVersion: level('L1', z.string()),
  before: level('L1', z.string()),
  after: level('L1', z.string()),
  because: level('L1', z.string()),
  by: level('L2', z.string()),
})

/** How one algorithm runs, over all departments. */
export const runsRow = z.object({
  algorithm: level('L1', z.string()),
  modelVersion: level('L1', z.string()),
  state: level('L1', z.enum(breakerStates)),
  since: level('L1', z.iso.datetime().nullable()),
  signals: z.array(runSignal),
})
export type RunsRow = z.infer<typeof runsRow>

export const breakerBoard = z.object({
  rows: z.array(breakerRow),
  runs: z.array(runsRow),
  switches: z.array(breakerSwitch),
  changes: z.array(breakerChange),
})
export type BreakerBoard = z.infer<typeof breakerBoard>

/** `algorithm` is `*` for all AI. */
export const switchOff = z.object({
  algorithm: level('L1', z.string().min(1).max(100)),
  reason: level('L2', z.string().trim().min(2).max(500)),
})
export const switchOn = z.object({ algorithm: level('L1', z.string().min(1).max(100)) })

/** What people are told of, by role; the room that has the inbox knows the words. */
export const breakerNotices = [
  'breaker-opened',
  'breaker-opened-everywhere',
  'breaker-half-open',
  'breaker-closed',
  'breaker-signal',
  'ai-switched-off',
  'ai-on-asked',
  'ai-switched-on',
] as const
export type BreakerNotice = (typeof breakerNotices)[number]
