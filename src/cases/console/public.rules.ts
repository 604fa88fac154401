import type { z } from 'zod'
import { isBlank, textOrNull } from '#base/text.contract.ts'
import type { reportByCitizen } from '#cases/case.contract.ts'
import { type ContactChannel, contactChoice } from '#cases/inbox/outside.contract.ts'
import { plainReporter, type ReporterDraft, reporterFaults, reporterPart } from './reporter-form.rules.ts'

/** The citizen's form as it is typed. */
export interface CitizenDraft extends ReporterDraft {
  key: string
  detail: string
  address: string
  name: string
  phone: string
  anonymous: boolean
  /** How to be told of each step. */
  tell: 'none' | ContactChannel
  tellAddress: string
}

/** A fresh form; the key makes a repeated send one report. */
export function emptyReport(key: string): CitizenDraft {
  return {
    key,
    detail: '',
    address: '',
    name: '',
    phone: '',
    anonymous: false,
    ...plainReporter,
    tell: 'none',
    tellAddress: '',
  }
}

/** The report as the server takes it; the subject is left to those who take it in. */
export function citizenBody(draft: CitizenDraft, language: 'zh' | 'en'): z.input<typeof reportByCitizen> {
  const { tell, tellAddress } = draft
  return {
    subject: '',
    detail: draft.detail,
    address: textOrNull(draft.address),
    longitude: null,
    latitude: null,
    regionId: null,
    reporter: {
      name: draft.anonymous ? null : textOrNull(draft.name),
      phone: textOrNull(draft.phone),
      anonymous: draft.anonymous,
      ...reporterPart(draft),
    },
    idempotencyKey: draft.key,
    ...(tell === 'none' ? {} : { notify: { channel: tell, address: tellAddress.trim(), language } }),
  }
}

function canBeTold({ tell, tellAddress }: CitizenDraft): boolean {
  if (tell === 'none') return true
  return contactChoice.safeParse({ channel: tell, address: tellAddress.trim(), language: 'zh' }).success
}

/** What is still missing, as keys of the sentences at the fields. */
export function citizenFaults(draft: CitizenDraft): Partial<Record<keyof CitizenDraft, string>> {
  return {
    ...(isBlank(draft.detail) ? { detail: 'cases:fault.detail' } : {}),
    ...reporterFaults(draft),
    ...(/^[0-9+() -]{0,30}$/.test(draft.phone.trim()) ? {} : { phone: 'cases:fault.phone' }),
    ...(canBeTold(draft) ? {} : { tellAddress: `inbox:fault.${draft.tell}` }),
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
