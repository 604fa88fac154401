import { z } from 'zod'

/**
 * Text from a person: well-formed Unicode, without U+0000 (PostgreSQL stores neither), trimmed, at most `max` UTF-16 units.
 * `overwrite` keeps the type, so OpenAPI still shows a string.
 */
export function personText(max: number, min = 0) {
  return z
    .string()
    .max(max)
    .overwrite(text => text.toWellFormed().replaceAll('\u0000', '').trim())
    .min(min)
}
