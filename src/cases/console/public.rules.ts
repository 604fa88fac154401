import type { z } from 'zod'
import { isBlank } from '#base/text.contract.ts'
import type { reportByCitizen } from '#cases/case.contract.ts'

/** The citizen's form as it is typed. */
export interface CitizenDraft {
  key: string
  detail: string
  address: string
  name: string
  phone: string
  anonymous: boolean
}

/** A fresh form; the key makes a repeated send one report. */
export function emptyReport(key: string): CitizenDraft {
  return { key, detail: '', address: '', name: '', phone: '', anonymous: false }
}

const known = (text: string) => (isBlank(text) ? null : text.trim())

/** The report as the server takes it; the subject is left to those who take it in. */
export function citizenBody(draft: CitizenDraft): z.input<typeof reportByCitizen> {
  return {
    subject: '',
    detail: draft.detail,
    address: known(draft.address),
    longitude: null,
    latitude: null,
    regionId: null,
    reporter: {
      name: draft.anonymous ? null : known(draft.name),
      phone: known(draft.phone),
      anonymous: draft.anonymous,
    },
    idempotencyKey: draft.key,
  }
}

/** What is still missing, as keys of the sentences at the fields. */
export function citizenFaults(draft: CitizenDraft): Partial<Record<keyof CitizenDraft, string>> {
  return {
    ...(isBlank(draft.detail) ? { detail: 'cases:fault.detail' } : {}),
    ...(/^[0-9+() -]{0,30}$/.test(draft.phone.trim()) ? {} : { phone: 'cases:fault.phone' }),
  }
}

/** The form of a follow-up code, shown where one is typed. */
export const codeShape = 'XXXX-XXXX-XXXX-XXXX'

const alphabet = /[^0-9A-HJKMNP-TV-Z]/g

/** A follow-up code as people type it: groups and case do not matter, letters that look like digits are those digits. */
export function writeCode(typed: string): string {
  const plain = typed
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
    .replaceAll(alphabet, '')
    .slice(0, 16)
  return plain.match(/.{1,4}/g)?.join('-') ?? ''
}
