import { z } from 'zod'
import { level, levels } from '#base/level.contract.ts'

/** What recognisers find in a text. A city's own recognisers add types of the form `own:<key>`. */
export const findingTypes = [
  'id_card',
  'mobile',
  'landline',
  'bank_card',
  'plate',
  'social_credit_code',
  'passport',
  'military_id',
  'email',
  'ip',
  'address',
  'name',
  'birth_date',
  'medical',
  'money',
] as const
export type FindingType = (typeof findingTypes)[number] | `own:${string}`

/** One identity or fact found in a text. Offsets count UTF-16 code units of the given text, the end exclusive. */
export const finding = z.object({
  type: level('L1', z.string()),
  start: level('L2', z.number().int().min(0)),
  end: level('L2', z.number().int().min(1)),
  /** How sure the recogniser is, 0 to 1. */
  score: level('L2', z.number().min(0).max(1)),
  /** The level the found value has by itself. */
  level: level('L1', z.enum(levels)),
  /** Why it was found, as stable words: `pattern`, `checksum`, `context`, `list`, `word`. */
  because: level('L1', z.array(z.string())),
})
export type Finding = Omit<z.infer<typeof finding>, 'type'> & { type: FindingType }

/** What the guard thinks of a text as an attack on a model. */
export const attackVerdict = z.object({
  score: level('L2', z.number().min(0).max(1)),
  flagged: level('L2', z.boolean()),
  /** Stable words: `rule:<name>`, `classifier`, `hidden-characters`, `encoded`. Empty when nothing speaks for one. */
  because: level('L2', z.array(z.string())),
})
export type AttackVerdict = z.infer<typeof attackVerdict>

/** What a check after the model says, mildest first. */
export const checkSays = ['pass', 'mark', 'drop', 'refuse'] as const
export type CheckSays = (typeof checkSays)[number]

/** One check of an answer, with what it says and whether a person may override it. */
export const checkResult = z.object({
  /** Stable word of the check: `identities`, `leaked-instructions`, `words`, `topics`, `quotes`, `markup`, `numbers`. */
  check: level('L1', z.string()),
  says: level('L2', z.enum(checkSays)),
  /** Stable words for the reason; never a piece of the text. */
  because: level('L2', z.array(z.string())),
  overridable: level('L1', z.boolean()),
})
export type CheckResult = z.infer<typeof checkResult>
