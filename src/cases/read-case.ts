import type { z } from 'zod'
import { baseError } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { verifyStored } from '#kernel/index.ts'
import type { caseDetail } from './case.contract.ts'
import { allowedActions } from './case.rules.ts'
import { type CaseContent, selectCase, selectCaseContent } from './case.store.ts'
import { clearanceFor, eventView, isOnlyOwn, summaryView } from './case.view.ts'
import type { CaseLoop } from './case-loop.ts'
import { clockView, timed } from './deadlines/clock.view.ts'
import { timeUsed } from './deadlines/time-used.rules.ts'
import { withoutOwnInterest } from './disputes/reviewer.ts'
import { selectEvents } from './event.store.ts'
import { seesContact } from './looks/sees-contact.ts'
import { countMembers } from './repeats/candidate.store.ts'
import { isHiddenFrom, reporterView, unnamed } from './reporter.view.ts'
import { resourceOf, standingOf } from './transition.ts'

type Detail = z.input<typeof caseDetail>

const excerptCharacters = 120

// Who has the follow-up code rates with it, so it is shown to those who may rate: a department that could read it could
// praise its own work.
function contentView(
  content: CaseContent | undefined,
  sees: { l3: boolean; l4: boolean; followUpCode: boolean },
) {
  const { l3, l4 } = sees
  return {
    detail: l4 ? (content?.detail ?? null) : null,
    address: l4 ? (content?.address ?? null) : null,
    longitude: l3 ? (content?.longitude ?? null) : null,
    latitude: l3 ? (content?.latitude ?? null) : null,
    followUpCode: l3 && sees.followUpCode ? (content?.follow_up_code ?? null) : null,
  }
}

/**
 * One case with its timeline and what this reader may do now. What is above the reader's level is null.
 * @throws base.not-found when it is not there, not in scope or not permitted: the answer does not tell which.
 */
export async function readCase(loop: CaseLoop, actor: Actor, caseId: string): Promise<Detail> {
  const { database, permissions } = loop
  const record = await selectCase(database, { caseId, scope: actor.scope })
  if (!record) throw baseError('base.not-found')
  const resource = resourceOf(record)
  const permits = (permission: string) => permissions.permits(actor, permission, resource)
  if (!permits('cases:read')) throw baseError('base.not-found')
  const [content, events, members, contact] = await Promise.all([
    selectCaseContent(database, caseId),
    selectEvents(database, caseId),
    countMembers(database, [caseId]),
    seesContact(database, actor, record),
  ])
  const row = {
    ...record,
    members: members.get(caseId) ?? 0,
    subject: content?.subject ?? null,
    excerpt: content?.detail.slice(0, excerptCharacters).toWellFormed() ?? null,
  }
  const outsider = isOnlyOwn(actor, record)
  const hidden = isHiddenFrom(actor, record, events)
  const { calendar } = await loop.city.snapshot()
  const shown = outsider
    ? events.filter(event => event.type !== 'commented' || event.actor === actor.id)
    : events
  return {
    ...summaryView(row, actor),
    ...contentView(content, { ...clearanceFor(actor, record), followUpCode: permits('cases:rate') }),
    externalId: record.external_id,
    reporter: reporterView(record, content, {
      ...clearanceFor(actor, record),
      hidden,
      // Who was shown a hidden reporter said what for just now.
      contact: contact || record.confidential === true,
    }),
    ...clockView(record, outsider ? [] : timeUsed(events.map(timed), new Date(), calendar)),
    timeline: shown
      .map(event => eventView(event, { actor, owner: record }))
      .map(event => (hidden && event.actorId === record.reporter_person_id ? unnamed(event) : event)),
    actions: await withoutOwnInterest(loop, actor, {
      disputeId: record.dispute_id,
      actions: allowedActions(standingOf(record), permits),
    }),
  }
}

/** The decision tied to a case, for who may read the case. */
export interface CaseAdvice {
  decisionId: string | null
  /** What the decision was made about; what `recall` asks for. */
  subject: string | null
  blind: boolean
  settled: boolean
  state: string
  draftId: string | null
}

/**
 * Which decision a case was given, after checking that it is still the one that was tied to it. Advice is the office's own
 * affair: the citizen whose case it is learns of none.
 * @throws base.not-found as `readCase`, and for the citizen; kernel.altered when the stored hash is not the decision's.
 */
export async function readCaseAdvice(loop: CaseLoop, actor: Actor, caseId: string): Promise<CaseAdvice> {
  const record = await selectCase(loop.database, { caseId, scope: actor.scope })
  if (!record || !loop.permissions.permits(actor, 'cases:read', resourceOf(record)))
    throw baseError('base.not-found')
  if (isOnlyOwn(actor, record)) throw baseError('base.not-found')
  const { decision_id: decisionId, decision_hash: hash } = record
  if (decisionId !== null && hash !== null) await verifyStored(loop.database, { decisionId, hash })
  return {
    decisionId,
    subject: record.decision_subject,
    blind: record.blind,
    settled: record.advice_verdict !== null,
    state: record.state,
    draftId: record.draft_id,
  }
}
