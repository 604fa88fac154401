import { isCode, type Transaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { type Governed, kernelError, type Settlement, type Verdict } from '#kernel/index.ts'
import type { Json } from '#ledger/index.ts'
import type { DispatchAdvice } from './advice.contract.ts'
import { caseError } from './case.errors.ts'
import type { CaseChange, CaseRecord } from './case.store.ts'
import type { CaseLoop } from './case-loop.ts'
import { verdictOf } from './verdict.rules.ts'

/** What a settlement adds to the transition it happens in. */
export interface Settled {
  change: CaseChange
  decisionId: string | null
}

const nothing: Settled = { change: {}, decisionId: null }

interface TiedAdvice {
  id: string
  subject: string
  hash: string | null
}

/** The decision a case was given, unless it was settled by an earlier act: a second verdict would overwrite the first. */
function openAdvice(held: CaseRecord): TiedAdvice | null {
  if (!held.decision_id || !held.decision_subject || held.advice_verdict !== null) return null
  return { id: held.decision_id, subject: held.decision_subject, hash: held.decision_hash }
}

type Recalled = { governed: Governed<DispatchAdvice>; advice: TiedAdvice }

// Erased or above the actor's level means the person decided without it; altered content stops the act.
async function tryRecall(
  loop: CaseLoop,
  tx: Transaction,
  wanted: { advice: TiedAdvice; actor: Actor },
): Promise<Recalled | null> {
  const { advice, actor } = wanted
  try {
    const governed = await loop.kernel.recall<DispatchAdvice>(tx, advice.id, {
      actor,
      subject: advice.subject,
    })
    if (advice.hash !== null && governed.hash !== advice.hash)
      throw kernelError('kernel.altered', { decision: advice.id })
    return { governed, advice }
  } catch (error) {
    if (isCode(error, 'kernel.decision-not-found') || isCode(error, 'kernel.level-too-low')) return null
    throw error
  }
}

/** The advice the dispatch names, if it was made about this case or the draft it came from; else the one tied to the case. */
async function adviceFor(loop: CaseLoop, tx: Transaction, dispatch: Dispatch): Promise<Recalled | null> {
  const { held, actor, named } = dispatch
  const tied = openAdvice(held)
  if (!named || named === held.decision_id)
    return tied && (await tryRecall(loop, tx, { advice: tied, actor }))
  const subjects = [`case:${held.id}`, ...(held.draft_id ? [`draft:${held.draft_id}`] : [])]
  for (const subject of subjects) {
    const recalled = await tryRecall(loop, tx, { advice: { id: named, subject, hash: null }, actor })
    if (recalled) return recalled
  }
  throw caseError('cases.advice-of-another-case')
}

/**
 * The advice asks for two people, and this was the first. Thrown out of the transaction of the act, which must not happen yet;
 * the confirmation is then recorded by itself.
 */
export class SecondPersonNeeded extends Error {
  readonly decisionId: string
  readonly settlement: Settlement
  constructor(decisionId: string, settlement: Settlement) {
    super('a second person confirms')
    this.decisionId = decisionId
    this.settlement = settlement
  }
}

// Two cases may come from one draft (one message, two matters). Its advice has one verdict, by the first of them; the
// other must not wait for that, or nobody could ever dispatch it.
async function trySettle(
  loop: CaseLoop,
  tx: Transaction,
  given: { decisionId: string; settlement: Settlement },
): Promise<boolean> {
  try {
    const outcome = await loop.kernel.settle(tx, given.decisionId, given.settlement)
    if (outcome === 'waits-for-second-person')
      throw new SecondPersonNeeded(given.decisionId, given.settlement)
    return true
  } catch (error) {
    if (isCode(error, 'kernel.already-settled')) return false
    throw error
  }
}

export interface Dispatch {
  held: CaseRecord
  actor: Actor
  destination: { departmentId: string; dutyId: string | null; categoryId: string | null }
  /** The decision the person says was shown. */
  named: string | null
  evidenceOpened: boolean | null
  secondsToSettle: number | null
  reason: string | null
}

/**
 * Settles the advice by what the person did: the verdict is found by comparing, never asked for. Adopted advice is `use`d
 * first, which checks integrity, expiry and level again.
 * @throws cases.advice-of-another-case, kernel.altered, SecondPersonNeeded.
 */
export async function settleByDispatch(
  loop: CaseLoop,
  tx: Transaction,
  dispatch: Dispatch,
): Promise<Settled> {
  const { held, actor, destination } = dispatch
  const recalled = await adviceFor(loop, tx, dispatch)
  if (!recalled) {
    const tied = openAdvice(held)
    if (!tied) return nothing
    return await settleWithoutDispatch(loop, tx, { held, actor, verdict: 'taken-over', action: 'dispatch' })
  }
  const { governed, advice } = recalled
  // Named once more when the case is sent on: the first verdict stands.
  if (held.advice_verdict !== null) return nothing
  const expired = governed.expiresAt < new Date().toISOString()
  const verdict = verdictOf({ value: governed.value, expired }, destination)
  if (verdict === 'adopted') await loop.kernel.use(tx, advice.id, { actor, subject: advice.subject })
  const settled = await trySettle(loop, tx, {
    decisionId: advice.id,
    settlement: {
      subject: advice.subject,
      verdict,
      value: { ...destination },
      reason: dispatch.reason,
      by: actor,
      evidenceOpened: dispatch.evidenceOpened,
      secondsToSettle: dispatch.secondsToSettle,
      blind: held.blind,
    },
  })
  if (!settled) return { change: {}, decisionId: advice.id }
  return {
    change: {
      decision_id: advice.id,
      decision_subject: advice.subject,
      decision_hash: governed.hash,
      advice_verdict: verdict,
    },
    decisionId: advice.id,
  }
}

/** Settles the advice of a case that ends without being dispatched. Nothing happens where there is none, or it was settled. */
export async function settleWithoutDispatch(
  loop: CaseLoop,
  tx: Transaction,
  end: { held: CaseRecord; actor: Actor; verdict: Verdict; action: string },
): Promise<Settled> {
  const { held, actor, verdict, action } = end
  const advice = openAdvice(held)
  if (!advice) return nothing
  const value: Json = { action }
  const settled = await trySettle(loop, tx, {
    decisionId: advice.id,
    settlement: {
      subject: advice.subject,
      verdict,
      value,
      reason: null,
      by: actor,
      evidenceOpened: null,
      secondsToSettle: null,
      blind: held.blind,
    },
  })
  return { change: settled ? { advice_verdict: verdict } : {}, decisionId: advice.id }
}
