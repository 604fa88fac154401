import { z } from 'zod'

// Zero-width signs, joiners, fillers, direction marks, variation selectors; the Braille blank, and the marks of annotations,
// which Unicode does not count among them.
const invisible = /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]*$/u

/** True for a text in which there is nothing to be seen: blanks, and signs that only steer how others are shown. */
export function isBlank(text: string): boolean {
  return invisible.test(text)
}

/** A text as it is kept where it may be left out: null when there is nothing to be seen in it. */
export const textOrNull = (text: string): string | null => (isBlank(text) ? null : text.trim())

// What lies in the database sealed begins like this and is opened where it is read. Somebody who has a copy of the database
// and may write a note would have it opened for him; with a blank in it, it is a text like others.
const looksSealed = /^sealed:(?=.:)/

/**
 * Text from a person: well-formed Unicode, without U+0000 (PostgreSQL stores neither), trimmed, at most `max` UTF-16 units;
 * empty when there is nothing to be seen in it. Invisible signs beside others stay: scripts and emoji need them.
 * `overwrite` keeps the type, so OpenAPI still shows a string.
 */
export function personText(max: number, min = 0) {
  return z
    .string()
    .max(max)
    .overwrite(text =>
      isBlank(text)
        ? ''
        : text.toWellFormed().replaceAll('\u0000', '').trim().replace(looksSealed, 'sealed: '),
    )
    .min(min)
}
