import type { Actor } from '#identity/index.ts'
import { annotateCase } from '../annotate-case.ts'
import type { CaseLoop } from '../case-loop.ts'
import { codeOf } from '../search.rules.ts'
import type { Acted } from '../transition.ts'
import { holdCases, insertParent, selectByCode, selectPlace } from './case-parent.store.ts'
import { jointError } from './joint.errors.ts'

/**
 * Makes a case part of another (父子工单). Both are held in one order, so of two links that cross the second sees the first.
 * @throws cases.no-such-parent, cases.not-two-levels, cases.parent-is-closed, and what annotating throws.
 */
export async function linkParent(
  loop: CaseLoop,
  actor: Actor,
  act: { caseId: string; body: { parentCode: string } },
): Promise<Acted> {
  const { caseId, body } = act
  const code = codeOf(body.parentCode) ?? body.parentCode
  const parent = await selectByCode(loop.database, actor.scope, code)
  if (!parent) throw jointError('cases.no-such-parent', { code: body.parentCode })
  return await annotateCase(loop, actor, {
    caseId,
    permission: 'cases:coordinate',
    type: 'parent-linked',
    first: tx => holdCases(tx, [caseId, parent.id]),
    effect: async tx => {
      // Again, now that it is held.
      const now = await selectByCode(tx, actor.scope, code)
      if (!now) throw jointError('cases.no-such-parent', { code: body.parentCode })
      const [child, above] = [await selectPlace(tx, caseId), await selectPlace(tx, parent.id)]
      if (caseId === parent.id || child.children > 0 || child.hasParent || above.hasParent)
        throw jointError('cases.not-two-levels')
      if (now.state === 'closed') throw jointError('cases.parent-is-closed')
      await insertParent(tx, { childId: caseId, parentId: parent.id })
      return { details: { parent: parent.id, parentCode: parent.code } }
    },
  })
}
