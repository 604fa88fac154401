import { baseError, inTransaction, uuidv7 } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append, commitment } from '#ledger/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { checkDepartment, checkNewCategory } from '../check-place.ts'
import { insertCitizenMessages } from '../inbox/delivery.store.ts'
import { linesOn } from '../inbox/tell.ts'
import type { AppealDecision, Finding } from './appeal.contract.ts'
import { appealError } from './appeal.errors.ts'
import { reviewHindranceOf } from './appeal.rules.ts'
import { endAppeal, lockAppeal, selectAppeals } from './appeal.store.ts'
import { sidesOf } from './read-appeals.ts'

/**
 * A person who had no part in the first decision answers a citizen's appeal. Where the matter belonged instead is what later
 * training learns; sending the case there remains a step of its own, with its own rules.
 * @throws base.not-found, cases.appeal-own-interest, cases.appeal-decided, cases.appeal-corrects-nothing,
 *   cases.unknown-department, cases.unknown-category
 */
export async function decideAppeal(
  loop: Pick<CaseLoop, 'database' | 'city'>,
  actor: Actor,
  decision: AppealDecision & { appealId: string },
): Promise<{ outcome: Finding }> {
  const { appealId, outcome, finding, correctedDepartmentId, correctedCategoryId } = decision
  const corrects = correctedDepartmentId !== null || correctedCategoryId !== null
  if (outcome === 'kept' && corrects) throw appealError('cases.appeal-corrects-nothing')
  const city = await loop.city.snapshot()
  if (correctedDepartmentId !== null) checkDepartment(city, correctedDepartmentId)
  if (correctedCategoryId !== null) checkNewCategory(city, correctedCategoryId)
  return await inTransaction(loop.database, async tx => {
    const held = await lockAppeal(tx, appealId)
    const [row] = await selectAppeals(tx, actor.scope, { id: appealId })
    if (!held || !row) throw baseError('base.not-found')
    const hindrance = reviewHindranceOf(actor, sidesOf(row))
    if (hindrance !== null) throw appealError('cases.appeal-own-interest', { hindrance })
    if (held.outcome !== null) throw appealError('cases.appeal-decided')
    const at = new Date()
    await endAppeal(tx, appealId, {
      ...{ outcome, finding, at, by: actor.id, correctedDepartmentId, correctedCategoryId },
    })
    await append(tx, [
      {
        kind: 'appeal.decided',
        subject: `case:${held.case_id}`,
        body: {
          ...{ appeal: appealId, decision: row.decision_id, algorithm: row.algorithm, outcome, by: actor.id },
          ...{ department: correctedDepartmentId, category: correctedCategoryId, late: row.overdue },
          commitment: held.salt === null ? null : commitment(held.salt, finding).toString('hex'),
        },
      },
    ])
    await insertCitizenMessages(
      tx,
      linesOn('appeal-decided').map(line => ({
        message_id: uuidv7(),
        delivery_id: uuidv7(),
        case_id: held.case_id,
        template: line.key,
        actor: actor.id,
        parameters: {},
      })),
    )
    return { outcome }
  })
}
