import { baseError } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { annotateCase } from '../annotate-case.ts'
import type { CaseLoop } from '../case-loop.ts'
import type { Acted } from '../transition.ts'
import { deleteParent } from './case-parent.store.ts'

/** Takes a case out of its parent, with a reason. @throws base.not-found when it has none. */
export async function unlinkParent(
  loop: CaseLoop,
  actor: Actor,
  act: { caseId: string; body: { reason: string } },
): Promise<Acted> {
  return await annotateCase(loop, actor, {
    caseId: act.caseId,
    permission: 'cases:coordinate',
    type: 'parent-unlinked',
    effect: async tx => {
      const parent = await deleteParent(tx, act.caseId)
      if (!parent) throw baseError('base.not-found')
      return { text: act.body.reason, details: { parent } }
    },
  })
}
