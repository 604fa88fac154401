import { z } from 'zod'
import { level, levels } from '#base/level.contract.ts'
import { finding } from '../../guard/guard.contract.ts'

/** Check digits that a recogniser of a city may ask for. */
export const checksums = ['none', 'luhn', 'mod-11-2', 'mod-31', 'mod-97'] as const
export type Checksum = (typeof checksums)[number]

/** Stable name of a recogniser; its findings have the type `own:<key>`. */
export const recogniserKey = level('L1', z.string().regex(/^[a-z][a-z0-9-]{1,39}$/))

const example = z.string().min(1).max(300)

/** What somebody fills in to make a recogniser. */
export const ownRecogniser = z.object({
  titleZh: level('L1', z.string().trim().min(1).max(40)),
  titleEn: level('L1', z.string().trim().min(1).max(60)),
  /** RE2 syntax: no look-around and no back references, hence time in proportion to the text. */
  pattern: level('L2', z.string().min(1).max(400)),
  checksum: level('L2', z.enum(checksums)),
  /** Words that make a find surer when they stand near it. */
  words: level('L2', z.array(z.string().trim().min(1).max(20)).max(30)),
  /** Whether nothing is found without one of the words. */
  wordsRequired: level('L2', z.boolean()),
  score: level('L2', z.number().min(0.1).max(1)),
  level: level('L1', z.enum(levels)),
  /** Texts in which it must find something, and texts in which it must not. Made up, never a person's own. */
  examples: level('L2', z.array(example).min(1).max(20)),
  counterExamples: level('L2', z.array(example).max(20)),
  enabled: level('L2', z.boolean()),
})
export type OwnRecogniser = z.infer<typeof ownRecogniser>

/** A change: the version it was made on, 0 for a new one. */
export const recogniserChange = ownRecogniser.extend({ version: level('L2', z.number().int().min(0)) })

/** One version as it is listed. */
export const recogniserView = ownRecogniser.extend({
  key: recogniserKey,
  version: level('L2', z.number().int()),
  changedBy: level('L2', z.string()),
  changedAt: level('L2', z.iso.datetime()),
})
export type RecogniserView = z.infer<typeof recogniserView>

/** How a recogniser that comes with the product tells. */
export const meansOfFinding = ['pattern', 'checksum', 'context', 'list', 'word'] as const

export const builtInRecogniser = z.object({
  type: level('L1', z.string()),
  level: level('L1', z.enum(levels)),
  means: level('L1', z.array(z.enum(meansOfFinding))),
})

export const recogniserList = z.object({ builtIn: z.array(builtInRecogniser), own: z.array(recogniserView) })
export type RecogniserList = z.infer<typeof recogniserList>

/** A text to try, with the recogniser that is being made. Neither is kept. */
export const trial = z.object({
  text: level('L4', z.string().max(20_000)),
  draft: ownRecogniser.optional(),
})

export const trialResult = z.object({
  findings: z.array(finding),
  level: level('L2', z.enum(levels)),
})
export type TrialResult = z.infer<typeof trialResult>
