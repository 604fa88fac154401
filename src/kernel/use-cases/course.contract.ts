import { z } from 'zod'
import { level } from '#base/level.contract.ts'

/** Changes when what is taught changes: certificates of an older course end with it. */
export const courseVersion = '1'
export const coursePages = [
  'what-goes-in',
  'checking',
  'labels',
  'responsibility',
  'prohibited',
  'incidents',
] as const

export const questionsDrawn = 10
/** Of ten, so many have to be right: 80 %. */
export const rightNeeded = 8
export const attemptsADay = 3
export const attemptMinutes = 60

const words = z.object({ zh: level('L1', z.string()), en: level('L1', z.string()) })
export type InTwo = z.infer<typeof words>

/** A question as it is asked: which answer is right stays with the server. */
export const askedQuestion = z.object({
  question: level('L1', z.string()),
  text: words,
  answers: z.array(words),
})
export const begunAttempt = z.object({
  attemptId: level('L2', z.uuid()),
  until: level('L2', z.iso.datetime()),
  questions: z.array(askedQuestion),
})
export type BegunAttempt = z.infer<typeof begunAttempt>

export const attemptKey = z.object({ attemptId: level('L2', z.uuid()) })
/** For each question in its order the place of the answer that was chosen. */
export const handedIn = z.object({
  chosen: level('L2', z.array(z.int().min(0).max(3)).length(questionsDrawn)),
})

export const attemptResult = z.object({
  passed: level('L2', z.boolean()),
  right: level('L2', z.number().int()),
  /** In the order of the questions: whether it was right, which answer is, and why. */
  items: z.array(
    z.object({
      right: level('L2', z.boolean()),
      solution: level('L1', z.number().int()),
      because: words,
    }),
  ),
})
export type AttemptResult = z.infer<typeof attemptResult>

/** How somebody stands with the course. */
export const trainingState = z.object({
  version: level('L1', z.string()),
  passedAt: level('L2', z.iso.datetime().nullable()),
  validUntil: level('L2', z.iso.datetime().nullable()),
  valid: level('L2', z.boolean()),
  attemptsToday: level('L2', z.number().int()),
})
export type TrainingState = z.infer<typeof trainingState>
