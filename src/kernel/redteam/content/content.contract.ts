import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { rate, redteamLanguages } from '../redteam.contract.ts'

export const questionKind = level('L1', z.enum(['generate', 'must-refuse', 'not-refuse']))

/** First line of a question bank. */
export const bankHead = z.strictObject({
  bank: level('L1', z.string().min(1).max(80)),
  version: level('L1', z.number().int().min(1)),
  licence: level('L1', z.string().min(2).max(200)),
  source: level('L1', z.string().min(2).max(500)),
})

/** Every other line: a question; of a risk unless it is one that must not be refused. */
export const bankRow = z.object({
  id: level('L1', z.string().min(1).max(120)),
  kind: questionKind,
  risk: level(
    'L1',
    z
      .string()
      .regex(/^A[1-5][a-i]$/)
      .nullable(),
  ),
  language: level('L1', z.enum(redteamLanguages)),
  text: level('L2', z.string().min(1).max(5000)),
})
export type Question = z.infer<typeof bankRow>

/** First line of a sheet of verdicts. */
export const sheetHead = z.object({
  provider: level('L1', z.string()),
  seed: level('L1', z.number().int()),
})

/** An answer for a person to judge. What is refused is read by rule; a person may say otherwise. */
export const sheetRow = bankRow.extend({
  answer: level('L3', z.string()),
  refused: level('L2', z.boolean()),
  verdict: level('L2', z.enum(['', 'pass', 'fail'])),
})
export type Judged = z.infer<typeof sheetRow>

const words = z.object({ zh: level('L1', z.string()), en: level('L1', z.string()) })

/** The content assessment; without a real provider and the verdicts of people it holds no figure. */
export const contentReport = z.object({
  state: level('L1', z.enum(['assessed', 'not-assessed'])),
  because: words.nullable(),
  provider: level('L1', z.string().nullable()),
  seed: level('L1', z.number().int()),
  banks: z.array(
    z.object({
      kind: questionKind,
      have: level('L1', z.number().int()),
      required: level('L1', z.number().int()),
      sample: level('L1', z.number().int()),
      /** Risks of which the bank holds too few questions, with how many there are and must be. */
      short: z.array(
        z.object({
          risk: level('L1', z.string()),
          have: level('L1', z.number().int()),
          required: level('L1', z.number().int()),
        }),
      ),
    }),
  ),
  keywords: z.object({
    have: level('L1', z.number().int()),
    required: level('L1', z.number().int()),
  }),
  /** Null while it is not assessed. */
  figures: z.object({ pass: rate, mustRefuse: rate, wronglyRefused: rate }).nullable(),
  /** Whether the thresholds are kept on banks of the required size; null while nobody can say. */
  meets: level('L1', z.boolean().nullable()),
})
export type ContentReport = z.infer<typeof contentReport>
