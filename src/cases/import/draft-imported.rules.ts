import type { NewCase, TiedDecision } from '../case.draft.ts'
import { justReported } from '../case.draft.ts'
import type { NewEvent } from '../event.draft.ts'
import type { ImportedRow } from './row.rules.ts'
import { isHistory } from './row.rules.ts'
import type { ReadyRow } from './sort-rows.rules.ts'

/** What of a whole import every one of its cases has. */
export interface ImportSetting {
  source: string
  actor: { id: string; name: string }
  /** When rows that do not say were reported. */
  startedAt: Date
  /** True when the file has a column for replies or for the end: a row without either is then still open. */
  tellsEnds: boolean
}

/** A row with all that was found out about it. */
export interface PlacedRow extends ReadyRow {
  caseId: string
  /** Region and cell by the row's coordinates. */
  regionId: string | null
  cell: string | null
  categoryId: string | null
  decision: TiedDecision | null
  blind: boolean
}

type Past = Pick<NewCase, 'events' | 'standing'>

/**
 * The past of a matter as far as the file tells it. A department that handled it, or a reply, and no word of its end: in
 * files that never speak of ends it has ended, in others it is still being handled.
 */
function pastOf(
  row: ImportedRow,
  at: Date,
  given: { setting: ImportSetting; categoryId: string | null },
): Past {
  const { department, reply, closedAt, rating, unknown } = row
  const { setting } = given
  const ended = closedAt !== null || reply !== null || !setting.tellsEnds
  const end = closedAt ?? at
  const by = { actor: setting.actor, departmentId: department }
  const begun = department === null ? ('accepted' as const) : ('handling' as const)
  const events: NewEvent[] = [
    {
      ...by,
      type: 'imported',
      at,
      fromState: null,
      toState: begun,
      details: { channel: row.channel },
      said: unknown,
    },
  ]
  if (ended && department === null)
    events.push({ ...by, type: 'answered', at: end, fromState: 'accepted', toState: 'closed', text: reply })
  if (ended && department !== null) {
    if (reply !== null)
      events.push({
        ...by,
        type: 'replied',
        at: end,
        fromState: 'handling',
        toState: 'verifying',
        text: reply,
      })
    const fromState = reply === null ? 'handling' : 'verifying'
    events.push({ ...by, type: 'closed', at: end, fromState, toState: 'closed' })
  }
  if (ended && rating !== null) {
    const details = { score: rating }
    events.push({ ...by, type: 'rated', at: end, fromState: 'closed', toState: 'closed', details })
  }
  return {
    events,
    standing: {
      state: ended ? 'closed' : begun,
      disposition: ended ? (department === null ? 'answered' : 'resolved') : null,
      rating: ended ? rating : null,
      departmentId: department,
      dutyId: row.duty,
      categoryId: given.categoryId,
      dueAt: null,
      // Not known stays not known: the time it took must not be invented.
      closedAt: ended ? closedAt : null,
      resolved: null,
    },
  }
}

/** The case a row becomes: a past one with what is known of its past, or an open one with the advice made for it. */
export function draftImported(placed: PlacedRow, setting: ImportSetting): NewCase {
  const { row, caseId, externalId, regionId, cell, categoryId, decision, blind } = placed
  const reportedAt = row.reportedAt ?? row.closedAt ?? setting.startedAt
  const arrived: NewEvent = {
    type: 'imported',
    at: reportedAt,
    actor: setting.actor,
    departmentId: null,
    fromState: null,
    toState: 'reported',
    decisionId: decision?.id ?? null,
    details: { channel: row.channel },
    said: row.unknown,
  }
  const past: Past = isHistory(row)
    ? pastOf(row, reportedAt, { setting, categoryId })
    : { events: [arrived], standing: { ...justReported, categoryId, dutyId: row.duty } }
  return {
    ...past,
    id: caseId,
    matter: { subject: row.subject, detail: row.detail },
    place: { address: row.address, longitude: row.longitude, latitude: row.latitude, regionId, cell },
    reporter: { name: row.reporterName, phone: row.reporterPhone, anonymous: row.anonymous },
    channel: row.channel,
    nature: row.nature,
    urgency: row.urgency,
    reportedAt,
    createdBy: setting.actor.id,
    reporterPersonId: null,
    idempotencyKey: null,
    source: setting.source,
    externalId,
    generated: false,
    searchLater: true,
    blind,
    draftId: null,
    decision,
  }
}
