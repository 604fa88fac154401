import { baseError } from '#base/index.ts'
import { phoneDigits } from '../search.rules.ts'
import type { Whose } from './person.store.ts'
import type { PersonalBody } from './rights.contract.ts'

/** Who is meant. @throws base.invalid-input for a number without digits. */
export function whoseOf({ phone, email, personId }: PersonalBody): Whose {
  const digits = phone === undefined ? null : phoneDigits(phone)
  if (phone !== undefined && (digits === null || digits.length < 5))
    throw baseError('base.invalid-input', { summary: 'phone' })
  return { digits, address: email?.toLowerCase() ?? null, personId: personId ?? null }
}
