import { lookupIndex } from '#base/index.ts'
import { phoneDigits } from './search.rules.ts'

/** The form in which rows are made findable now; rows with another are made anew in the background. */
export const lookUpVersion = 1

const tailDigits = 4

/** By a whole number, as `phoneDigits` writes it. */
export const phoneIndex = (digits: string): string => lookupIndex('phone', digits)

/** By the last four digits. Ten thousand values tell no person; fewer digits would find whole streets. */
export const phoneTailIndex = (digits: string): string => lookupIndex('phone tail', digits.slice(-tailDigits))

/** True for what is a search by the last digits and no number of its own. */
export const isPhoneTail = (digits: string): boolean => digits.length === tailDigits

/**
 * By a whole name. No index of surnames: of a hundred surnames that most people have each would be known by how often it
 * comes.
 */
export const nameIndex = (name: string): string =>
  lookupIndex('name', name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase())

/** By a number that no search finds, for who asks for everything about a person. @param digits all digits, as typed */
export const keptPhoneIndex = (digits: string): string => lookupIndex('kept phone', digits)

/** By a mail address. */
export const mailIndex = (address: string): string => lookupIndex('mail', address.toLowerCase())

/** All digits of what was typed as a number; null without any. */
export const rawDigits = (phone: string | null): string | null => phone?.replace(/\D/g, '') || null

/** What of a reporter rows are found by. */
export interface Findable {
  reporter_name: string | null
  reporter_phone: string | null
  behalf_phone: string | null
  /** Nobody finds the case by typing name or number of who brought it in. */
  hidden: boolean
}

/** The columns that a case is found by, without its words. */
export function lookUpsOf({
  reporter_name: name,
  reporter_phone: phone,
  behalf_phone: behalf,
  hidden,
}: Findable) {
  const digits = hidden ? null : phoneDigits(phone)
  const kept = [hidden ? phone : null, behalf].map(rawDigits).filter(one => one !== null)
  return {
    phone_index: digits && phoneIndex(digits),
    phone_tail_index: digits && phoneTailIndex(digits),
    name_index: name && !hidden ? nameIndex(name) : null,
    // As PostgreSQL writes an array: read alike from JSON, by COPY and as a parameter.
    kept_indexes: kept.length > 0 ? `{${kept.map(keptPhoneIndex).join(',')}}` : null,
    look_up_version: lookUpVersion,
  }
}
