import type { z } from 'zod'
import { isBlank, textOrNull } from '#base/text.contract.ts'
import type { ActionBody, actionBodies } from '#cases/action.contract.ts'
import type { reportByStaff } from '#cases/case.contract.ts'
import { contactChoice } from '#cases/inbox/outside.contract.ts'
import { plainReporter, type ReporterDraft, reporterFaults, reporterPart } from './reporter-form.rules.ts'

/** The seat's form as it is typed: empty text for what is not known. */
export interface IntakeDraft extends ReporterDraft {
  draftId: string
  subject: string
  detail: string
  phone: string
  /** The caller wants to be told of each step by text message. */
  tell: boolean
  name: string
  anonymous: boolean
  address: string
  regionId: string | null
  channel: z.infer<typeof reportByStaff>['channel']
  nature: z.infer<typeof reportByStaff>['nature']
  urgency: z.infer<typeof reportByStaff>['urgency']
  departmentId: string | null
  dutyId: string | null
  categoryId: string | null
  note: string
  reason: string
}

/** What the seat means to do with the matter. */
export const intents = ['dispatch', 'register', 'merge', 'answer', 'decline', 'hand-over'] as const
export type Intent = (typeof intents)[number]

/** A fresh form; the next call usually comes by the same channel. */
export function emptyIntake(draftId: string, channel: IntakeDraft['channel'] = 'phone'): IntakeDraft {
  return {
    draftId,
    subject: '',
    detail: '',
    phone: '',
    tell: false,
    name: '',
    anonymous: false,
    ...plainReporter,
    address: '',
    regionId: null,
    channel,
    nature: 'complaint',
    urgency: 'normal',
    departmentId: null,
    dutyId: null,
    categoryId: null,
    note: '',
    reason: '',
  }
}

const smsTo = (phone: string) => ({ channel: 'sms' as const, address: phone.trim(), language: 'zh' as const })

/** The report as the server takes it. The draft's id makes a repeated send one case. */
export function reportBody(draft: IntakeDraft): z.input<typeof reportByStaff> {
  return {
    draftId: draft.draftId,
    idempotencyKey: draft.draftId,
    subject: draft.subject,
    detail: draft.detail,
    address: textOrNull(draft.address),
    longitude: null,
    latitude: null,
    regionId: draft.regionId,
    reporter: {
      name: draft.anonymous ? null : textOrNull(draft.name),
      phone: textOrNull(draft.phone),
      anonymous: draft.anonymous,
      ...reporterPart(draft),
    },
    channel: draft.channel,
    nature: draft.nature,
    urgency: draft.urgency,
    ...(draft.tell ? { notify: smsTo(draft.phone) } : {}),
  }
}

/** The dispatch that follows the report. */
export function dispatchBody(
  draft: IntakeDraft,
  version: number,
  advice: ActionBody<'dispatch'>['advice'],
): z.input<typeof actionBodies.dispatch> {
  return {
    version,
    departmentId: draft.departmentId ?? '',
    dutyId: draft.dutyId,
    categoryId: draft.categoryId,
    urgency: draft.urgency,
    ...(textOrNull(draft.note) ? { note: draft.note } : {}),
    ...(textOrNull(draft.reason) ? { reason: draft.reason } : {}),
    ...(advice ? { advice } : {}),
  }
}

export type Faults = Partial<Record<keyof IntakeDraft, string>>

/**
 * What is still missing for the intent, as keys of the sentences to show at the fields.
 * @param differs true when advice was shown and another department is chosen: then a reason is asked for.
 */
export function faultsOf(draft: IntakeDraft, intent: Intent, differs: boolean): Faults {
  return {
    ...(isBlank(draft.detail) ? { detail: 'cases:fault.detail' } : {}),
    ...reporterFaults(draft),
    ...(draft.detail.length > 20_000 ? { detail: 'cases:fault.detail-long' } : {}),
    ...(/^[0-9+() -]{0,30}$/.test(draft.phone.trim()) ? {} : { phone: 'cases:fault.phone' }),
    ...(draft.tell && !contactChoice.safeParse(smsTo(draft.phone)).success
      ? { phone: 'inbox:fault.sms' }
      : {}),
    ...(intent === 'dispatch' && !draft.departmentId ? { departmentId: 'cases:fault.department' } : {}),
    ...(intent === 'dispatch' && differs && isBlank(draft.reason) ? { reason: 'cases:fault.reason' } : {}),
  }
}

/** True when there is enough to ask for advice: a few characters say nothing. */
export function worthAdvice(draft: Pick<IntakeDraft, 'subject' | 'detail'>): boolean {
  return `${draft.subject}${draft.detail}`.trim().length >= 4
}

/** True when there is enough of a number to look the caller up. */
export function worthLookUp(phone: string): boolean {
  return phone.replaceAll(/\D/g, '').length >= 7
}
