import { hash } from 'node:crypto'
import { freshBytes, uuidv7 } from '#base/index.ts'
import type { Matter, Reporter } from './case.contract.ts'
import type { Standing } from './case.rules.ts'
import { caseTerms } from './case-terms.ts'
import type { channels, Disposition, natures, urgencies } from './case-words.contract.ts'
import { caseCode, followUpCodeOf } from './code.rules.ts'
import { draftEvent, type EventDraft, type NewEvent } from './event.draft.ts'

/** A decision tied to a case: which, what it was made about, and the hash it had. */
export interface TiedDecision {
  id: string
  subject: string
  hash: string
}

/** A case to be written, new or with a past of its own. Texts have passed `personText`. */
export interface NewCase {
  /** Given where something was already recorded about it, e.g. a decision; made otherwise. */
  id?: string
  matter: Matter
  place: {
    address: string | null
    longitude: number | null
    latitude: number | null
    regionId: string | null
    cell: string | null
  }
  reporter: Reporter
  channel: (typeof channels)[number]
  nature: (typeof natures)[number]
  urgency: (typeof urgencies)[number]
  reportedAt: Date
  createdBy: string
  reporterPersonId: string | null
  /** Unique with `createdBy`. */
  idempotencyKey: string | null
  /** Where it came from; unique with `externalId`. */
  source: string
  externalId: string | null
  generated: boolean
  /** Of an import: what it is found by is filled in afterwards, in the background. */
  searchLater?: boolean
  blind: boolean
  draftId: string | null
  decision: TiedDecision | null
  /** Where it stands after its events. */
  standing: Standing & {
    departmentId: string | null
    dutyId: string | null
    categoryId: string | null
    dueAt: Date | null
    closedAt: Date | null
    resolved: boolean | null
    adviceVerdict?: string | null
  }
  /** Oldest first; the first says how it came in. */
  events: readonly NewEvent[]
}

/** Where a case stands that has just come in. */
export const justReported: NewCase['standing'] = {
  state: 'reported',
  disposition: null satisfies Disposition | null,
  rating: null,
  departmentId: null,
  dutyId: null,
  categoryId: null,
  dueAt: null,
  closedAt: null,
  resolved: null,
}

/** What was said, as it was said; the store seals it. */
export interface DraftContent {
  case_id: string
  subject: string
  detail: string
  address: string | null
  longitude: number | null
  latitude: number | null
  reporter_name: string | null
  reporter_phone: string | null
  anonymous: boolean
  follow_up_code: string
  minor: true | null
  behalf_name: string | null
  behalf_phone: string | null
  behalf_relation: string | null
  /** Nobody finds the case by typing who brought it in. */
  hidden: boolean
  /** What it is found by; null when that is filled in afterwards. */
  terms: string[] | null
}

/** Rows of one case, shaped as their tables. */
export interface CaseDraft {
  caseId: string
  code: string
  followUpCode: string
  record: Record<string, unknown>
  content: DraftContent
  events: EventDraft[]
}

/** The look-up form of a follow-up code. The code has 80 random bits, so a slow hash would add nothing. */
export function followUpHash(code: string): Buffer {
  return hash('sha256', code, 'buffer')
}

/** A minor is hidden without asking for it. */
function isHidden({ confidential, minor }: Reporter): boolean {
  return confidential === true || minor === true
}

/** Makes the rows of a case. @param day the local date its code begins with */
export function draftCase(given: NewCase, day: string): CaseDraft {
  const caseId = given.id ?? uuidv7()
  const code = caseCode(day, freshBytes(5))
  const followUpCode = followUpCodeOf(freshBytes(10))
  const { matter, place, reporter, standing, decision } = given
  const events = given.events.map((event, index) => draftEvent(caseId, index + 1, event))
  const last = given.events.at(-1) as NewEvent
  const record = {
    id: caseId,
    code,
    version: events.length,
    last_seq: events.length,
    state: standing.state,
    disposition: standing.disposition,
    department_id: standing.departmentId,
    duty_id: standing.dutyId,
    category_id: standing.categoryId,
    region_id: place.regionId,
    cell: place.cell,
    channel: given.channel,
    nature: given.nature,
    urgency: given.urgency,
    reported_at: given.reportedAt.toISOString(),
    updated_at: last.at.toISOString(),
    due_at: standing.dueAt?.toISOString() ?? null,
    closed_at: standing.closedAt?.toISOString() ?? null,
    rating: standing.rating,
    resolved: standing.resolved,
    reporter_person_id: given.reporterPersonId,
    created_by: given.createdBy,
    idempotency_key: given.idempotencyKey,
    source: given.source,
    external_id: given.externalId,
    generated: given.generated,
    blind: given.blind,
    confidential: isHidden(reporter) || null,
    draft_id: given.draftId,
    decision_id: decision?.id ?? null,
    decision_subject: decision?.subject ?? null,
    decision_hash: decision?.hash ?? null,
    advice_verdict: standing.adviceVerdict ?? null,
    follow_up_hash: `\\x${followUpHash(followUpCode).toString('hex')}`,
  }
  const content: DraftContent = {
    case_id: caseId,
    subject: matter.subject,
    detail: matter.detail,
    address: place.address,
    longitude: place.longitude,
    latitude: place.latitude,
    reporter_name: reporter.name || null,
    reporter_phone: reporter.phone || null,
    anonymous: reporter.anonymous,
    follow_up_code: followUpCode,
    minor: reporter.minor || null,
    behalf_name: reporter.onBehalfOf?.name || null,
    behalf_phone: reporter.onBehalfOf?.phone || null,
    behalf_relation: reporter.onBehalfOf?.relation ?? null,
    hidden: isHidden(reporter),
    terms: null,
  }
  if (!given.searchLater) content.terms = caseTerms(content)
  return { caseId, code, followUpCode, record, content, events }
}
