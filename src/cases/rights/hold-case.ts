import { inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { codeOf } from '../search.rules.ts'
import { holdByCode, insertHold, liftHold } from './legal-hold.store.ts'
import { rightsError } from './rights.errors.ts'

interface Hold {
  code: string
  reason: string
}

type Parts = Pick<CaseLoop, 'database'>

/**
 * Keeps a case from being erased, whatever its category says; it waits for a run that is at it, and says when that was first.
 * @throws cases.no-hold, cases.content-erased, cases.held-already
 */
export async function placeHold(parts: Parts, actor: Actor, hold: Hold): Promise<{ saved: true }> {
  return await inTransaction(parts.database, async tx => {
    const found = await holdByCode(tx, codeOf(hold.code) ?? hold.code)
    if (!found) throw rightsError('cases.no-hold', { code: hold.code })
    if (found.erased) throw rightsError('cases.content-erased')
    const caseId = found.id
    if (!(await insertHold(tx, { caseId, reason: hold.reason, by: actor.id })))
      throw rightsError('cases.held-already')
    await append(tx, [{ kind: 'case.hold-placed', subject: `case:${caseId}`, body: { by: actor.id } }])
    return { saved: true }
  })
}

/** Lets a case go by its category again. @throws cases.no-hold */
export async function endHold(parts: Parts, actor: Actor, hold: Hold): Promise<{ saved: true }> {
  return await inTransaction(parts.database, async tx => {
    const caseId = (await holdByCode(tx, codeOf(hold.code) ?? hold.code))?.id
    if (!caseId || !(await liftHold(tx, { caseId, by: actor.id })))
      throw rightsError('cases.no-hold', { code: hold.code })
    await append(tx, [{ kind: 'case.hold-lifted', subject: `case:${caseId}`, body: { by: actor.id } }])
    return { saved: true }
  })
}
