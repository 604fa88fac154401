import { baseError } from '#base/index.ts'
import { followUpHash } from './case.draft.ts'
import { readFollowUpCode } from './code.rules.ts'

/** The look-up form of a code as somebody typed it. @throws base.not-found when it cannot be one: a wrong code tells nothing. */
export function readableHash(typed: string): Buffer {
  const code = readFollowUpCode(typed)
  if (!code) throw baseError('base.not-found')
  return followUpHash(code)
}
