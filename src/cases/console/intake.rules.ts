import type { z } from 'zod'
import { isBlank } from '#base/text.contract.ts'
import type { ActionBody, actionBodies, reportByStaff } from '#cases/case.contract.ts'

/** The seat's form as it is typed: empty text for what is not known. */
export interface IntakeDraft {
  draftId: string
  subject: string
  detail: string
  phone: string
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
export const intents = ['dispatch', 'register', 'answer', 'decline', 'hand-over'] as const
export type Intent = (typeof intents)[number]

/** A fresh form; the next call usually comes by the same channel. */
export function emptyIntake(draftId: string, channel: IntakeDraft['channel'] = 'phone'): IntakeDraft {
  return {
    draftId,
    subject: '',
    detail: '',
    phone: '',
    name: '',
    anonymous: false,
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

const known = (text: string) => (isBlank(text) ? null : text.trim())

/** The report as the server takes it. The draft's id makes a repeated send one case. */
export function reportBody(draft: IntakeDraft): z.input<typeof reportByStaff> {
  return {
    draftId: draft.draftId,
    idempotencyKey: draft.draftId,
    subject: draft.subject,
    detail: draft.detail,
    address: known(draft.address),
    longitude: null,
    latitude: null,
    regionId: draft.regionId,
    reporter: {
      name: draft.anonymous ? null : known(draft.name),
      phone: known(draft.phone),
      anonymous: draft.anonymous,
    },
    channel: draft.channel,
    nature: draft.nature,
    urgency: draft.urgency,
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
    ...(known(draft.note) ? { note: draft.note } : {}),
    ...(known(draft.reason) ? { reason: draft.reason } : {}),
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
    ...(draft.detail.length > 20_000 ? { detail: 'cases:fault.detail-long' } : {}),
    ...(/^[0-9+() -]{0,30}$/.test(draft.phone.trim()) ? {} : { phone: 'cases:fault.phone' }),
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
