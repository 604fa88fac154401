import { z } from 'zod'
import { levelOf, within } from '#base/level.contract.ts'

/** Where people's words usually stand, best first; else the last field of words. */
const usual = ['detail', 'text', 'message', 'question', 'content']

export interface InputPlan {
  /** The field that the text goes into; null where the algorithm takes no people's words. */
  field: string | null
  /** Fields that nobody can guess a value for. */
  missing: string[]
  /** What stands in all the other fields. */
  rest: Record<string, unknown>
}

const isWords = (field: z.ZodType) => field instanceof z.ZodString && within('L3', levelOf(field) ?? 'L4')

const mayBeLeftOut = (field: z.ZodType) => field.safeParse(undefined).success
const mayBeNull = (field: z.ZodType) => field.safeParse(null).success

/** How an algorithm's input is filled for a trial: its contract tells which field holds people's words. */
export function planInput(contract: z.ZodType, given: Readonly<Record<string, unknown>>): InputPlan {
  if (!(contract instanceof z.ZodObject)) return { field: null, missing: [], rest: {} }
  const fields = Object.entries(contract.shape as Record<string, z.ZodType>)
  const words = fields
    .filter(([name, field]) => isWords(field) && !Object.hasOwn(given, name))
    .map(([name]) => name)
  const field = usual.find(name => words.includes(name)) ?? words.at(-1) ?? null
  const rest: Record<string, unknown> = { ...given }
  const missing: string[] = []
  for (const [name, schema] of fields) {
    if (name === field || Object.hasOwn(given, name) || mayBeLeftOut(schema)) continue
    if (mayBeNull(schema)) rest[name] = null
    else if (isWords(schema)) rest[name] = ''
    else missing.push(name)
  }
  return { field, missing, rest }
}

/**
 * What an answer comes down to, for comparing two: its first word or number in the order of its contract, which is the
 * department of dispatch advice and the label of a classification. Confidences and similar cases move with every letter.
 */
export function leadOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value !== 'object') return String(value)
  for (const one of Object.values(value)) {
    const lead = leadOf(one)
    if (lead !== null) return lead
  }
  return null
}
