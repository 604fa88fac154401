import { z } from 'zod'
import { type Level, levelOf, unwrapped, within } from '#base/level.contract.ts'

/** Below this a field holds ids, codes and numbers that the product itself gave; from here on people's words. */
const wordsFrom: Level = 'L3'

function allTexts(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value]
  if (value === null || typeof value !== 'object') return []
  return Object.values(value).flatMap(allTexts)
}

/**
 * The texts in a value that people wrote: what lies in a field of L3 or above, by its contract. What no contract describes
 * is taken for people's words too.
 */
export function freeTextsOf(schema: z.ZodType, value: unknown): string[] {
  if (value === null || value === undefined) return []
  const own = levelOf(schema)
  if (own) return within(wordsFrom, own) ? allTexts(value) : []
  const inner = unwrapped(schema)
  if (inner) return freeTextsOf(inner, value)
  if (schema instanceof z.ZodObject && typeof value === 'object') {
    const held = value as Record<string, unknown>
    return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([key, field]) =>
      freeTextsOf(field, held[key]),
    )
  }
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return value.flatMap(one => freeTextsOf(schema.element as z.ZodType, one))
  if (schema instanceof z.ZodRecord && typeof value === 'object')
    return Object.values(value).flatMap(one => freeTextsOf(schema.valueType as z.ZodType, one))
  if (schema instanceof z.ZodLiteral || schema instanceof z.ZodEnum) return []
  return allTexts(value)
}
