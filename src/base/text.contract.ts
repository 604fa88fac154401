import { z } from 'zod'

// Zero-width signs, joiners, fillers, direction marks, variation selectors; the Braille blank, and the marks of annotations,
// which Unicode does not count among them.
const invisible = /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]*$/u

/** True for a text in which there is nothing to be seen: blanks, and signs that only steer how others are shown. */
export function isBlank(text: string): boolean {
  return invisible.test(text)
}

/**
 * Text from a person: well-formed Unicode, without U+0000 (PostgreSQL stores neither), trimmed, at most `max` UTF-16 units;
 * empty when there is nothing to be seen in it. Invisible signs beside others stay: scripts and emoji need them.
 * `overwrite` keeps the type, so OpenAPI still shows a string.
 */
export function personText(max: number, min = 0) {
  return z
    .string()
    .max(max)
    .overwrite(text => (isBlank(text) ? '' : text.toWellFormed().replaceAll('\u0000', '').trim()))
    .min(min)
}
