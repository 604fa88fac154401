import { baseError, inTransaction, uuidv7 } from '#base/index.ts'
import type { Actor, Resource } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import { caseError } from '../case.errors.ts'
import { selectCase } from '../case.store.ts'
import type { CaseLoop } from '../case-loop.ts'
import { resourceOf } from '../transition.ts'
import type { LookPurpose } from './look.contract.ts'
import { insertLook } from './look.store.ts'

/** A look lasts a working day: nobody is asked twice for one matter. */
export const lookHours = 8

/**
 * Shows the contact of a case to somebody who says what for. The look and its ledger entry are one act.
 * @returns until when it is shown.
 * @throws base.not-found when it is not in scope; cases.act-not-permitted below the level of contacts.
 */
export async function lookAtContact(
  loop: CaseLoop,
  actor: Actor,
  asked: { caseId: string; purpose: LookPurpose; words?: string | undefined },
): Promise<{ until: string }> {
  const { caseId, purpose, words } = asked
  const record = await selectCase(loop.database, { caseId, scope: actor.scope })
  const resource = record && resourceOf(record)
  if (!resource || !loop.permissions.permits(actor, 'cases:read', resource)) throw baseError('base.not-found')
  if (!loop.permissions.permits(actor, 'cases:read-personal', { ...resource, level: 'L4' } as Resource))
    throw caseError('cases.act-not-permitted')
  const at = new Date()
  await inTransaction(loop.database, async tx => {
    const id = uuidv7()
    await insertLook(tx, { id, caseId, person: actor.id, purpose, words: words || null, at })
    await append(tx, [
      { kind: 'contact.looked', subject: `case:${caseId}`, body: { look: id, by: actor.id, purpose } },
    ])
  })
  return { until: new Date(at.getTime() + lookHours * 3_600_000).toISOString() }
}
