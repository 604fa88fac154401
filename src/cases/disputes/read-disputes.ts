import type { z } from 'zod'
import { baseError } from '#base/index.ts'
import type { CitySnapshot, Duty } from '#city/index.ts'
import type { Actor } from '#identity/index.ts'
import { selectCaseContent } from '../case.store.ts'
import { clearanceFor } from '../case.view.ts'
import type { CaseLoop } from '../case-loop.ts'
import type { CaseState, urgencies } from '../case-words.contract.ts'
import { findSimilarClosed } from '../find-similar-closed.ts'
import { localDay } from '../local-day.ts'
import { commonnessOf } from '../similar.rules.ts'
import { selectCommonness } from '../similar.store.ts'
import type { contestedList, dispute, disputeDetail, disputeList } from './dispute.contract.ts'
import { type DisputeReach, type DisputeRow, selectContested, selectDisputes } from './dispute.store.ts'
import { hindranceFor } from './reviewer.ts'

const listed = 200
const mostDuties = 6
const mostSimilar = 5

const reachOf = (actor: Actor): DisputeReach => ({
  scope: actor.scope,
  desk: actor.desk?.departments ?? [],
})

type View = z.input<typeof dispute>

// Out of sight of the case a department still learns how its objection ended, and reads what it said itself.
function viewOf(row: DisputeRow, actor: Actor): View {
  const of = { ...row, department_id: null }
  const { l3, l4 } = clearanceFor(actor, of)
  const seen = row.visible && l4
  // A citizen who withdraws the case ends the objection; whoever wished to stay hidden is not named by that.
  const byReporter = row.ended_by !== null && row.ended_by === row.reporter_person_id
  return {
    disputeId: row.id,
    caseId: row.case_id,
    code: row.code,
    visible: row.visible,
    subject: seen ? row.subject : null,
    state: row.state as CaseState,
    urgency: row.urgency as (typeof urgencies)[number],
    dueAt: row.visible ? (row.due_at?.toISOString() ?? null) : null,
    contested: row.contested_at !== null,
    departmentId: row.department_id,
    proposedDepartmentId: row.proposed_department_id,
    dutyId: row.duty_id,
    openedAt: row.opened_at.toISOString(),
    openedByName: l3 ? row.opened_by_name : null,
    reason: l4 ? row.reason : null,
    legalBasis: l4 ? row.legal_basis : null,
    sentByName: l3 ? row.sent_by_name : null,
    sentAt: row.sent_at?.toISOString() ?? null,
    sentNote: seen ? row.sent_note : null,
    outcome: row.outcome,
    endedAt: row.ended_at?.toISOString() ?? null,
    endedByName: l3 && !byReporter ? row.ended_by_name : null,
    ruledDepartmentId: row.ruled_department_id,
    rulingReason: l4 ? row.ruling_reason : null,
  }
}

/** Objections of the cases in scope and of the own desk: open ones longest waiting first, ended ones newest first. */
export async function listDisputes(
  loop: Pick<CaseLoop, 'database'>,
  actor: Actor,
  state: 'open' | 'ended',
): Promise<z.input<typeof disputeList>> {
  const rows = await selectDisputes(loop.database, reachOf(actor), { open: state === 'open', limit: listed })
  return { items: rows.map(row => viewOf(row, actor)), count: rows[0]?.total ?? 0 }
}

/** The duty it was sent under, the one argued about, then others of their categories: those of the sides first. */
function passagesFor(city: CitySnapshot, row: DisputeRow): Duty[] {
  const named = [row.case_duty_id, row.duty_id].flatMap(id => city.duty(id ?? '') ?? [])
  const categories = new Set([row.category_id, ...named.map(one => one.categoryId)].filter(id => id !== null))
  const sides = [row.department_id, row.proposed_department_id]
  const beside = [...categories].flatMap(id => city.dutiesOf(id))
  const ofSides = (one: Duty) => (sides.includes(one.hostDepartmentId) ? 0 : 1)
  const ordered = [...named, ...beside.toSorted((one, other) => ofSides(one) - ofSides(other))]
  return [...new Map(ordered.map(one => [one.id, one])).values()].slice(0, mostDuties)
}

async function similarTo(loop: CaseLoop, actor: Actor, row: DisputeRow) {
  const content = await selectCaseContent(loop.database, row.case_id)
  if (!content || !row.visible) return []
  const text = `${content.subject}\n${content.detail}`
  const commonness = commonnessOf(await selectCommonness(loop.database))
  const wanted = { questions: [{ text, limit: mostSimilar }], scope: actor.scope }
  const [found = []] = await findSimilarClosed(loop.database, wanted, commonness)
  return found
}

/**
 * One objection with what a reviewer reads before ruling: both sides, the duty list around it, closed cases like it.
 * @throws base.not-found when it is not there or neither in scope nor of the own desk.
 */
export async function readDispute(
  loop: CaseLoop,
  actor: Actor,
  id: string,
): Promise<z.input<typeof disputeDetail>> {
  const [row] = await selectDisputes(loop.database, reachOf(actor), { id })
  if (!row) throw baseError('base.not-found')
  const city = await loop.city.snapshot()
  const { l4 } = clearanceFor(actor, { ...row, department_id: null })
  const similar = await similarTo(loop, actor, row)
  const hindrance = hindranceFor(actor, row, { city })
  const permitted = loop.permissions.permits(actor, 'cases:rule')
  return {
    ...viewOf(row, actor),
    version: row.version,
    today: localDay(city, new Date()),
    detail: row.visible && l4 ? row.detail : null,
    mayRule: permitted && row.outcome === null && hindrance === null,
    hindrance: permitted ? hindrance : null,
    duties: passagesFor(city, row),
    similar: similar.map(({ caseId, code, departmentId, excerpt }) => ({
      caseId,
      code,
      departmentId,
      excerpt: l4 ? excerpt : null,
    })),
  }
}

/** Open cases that were given back or objected to three times: for who dispatches, and for every department that had one. */
export async function listContested(
  loop: Pick<CaseLoop, 'database'>,
  actor: Actor,
): Promise<z.input<typeof contestedList>> {
  const rows = await selectContested(loop.database, reachOf(actor), listed)
  return {
    items: rows.map(row => ({
      caseId: row.id,
      code: row.code,
      visible: row.visible,
      subject: row.visible && clearanceFor(actor, row).l4 ? row.subject : null,
      state: row.state as CaseState,
      departmentId: row.department_id,
      contestedAt: row.contested_at.toISOString(),
      hadIt: row.had_it,
    })),
  }
}
