import { actInScope, type CaseVerb } from './act-on-case.ts'
import { checkNewCategory } from './check-place.ts'
import { settleWithoutDispatch } from './settle-advice.ts'

/**
 * Answered on the spot (直接答复): the commonest end of a contact. Says nothing about which department the advice named.
 * @throws cases.unknown-category
 */
export const answerCase: CaseVerb<'answer'> = async (loop, actor, act) => {
  const { reply, categoryId } = act.body
  if (categoryId !== null) checkNewCategory(await loop.city.snapshot(), categoryId)
  return await actInScope(loop, actor, {
    action: 'answer',
    act,
    effect: async (tx, held) => {
      const settled = await settleWithoutDispatch(loop, tx, {
        held,
        actor,
        verdict: 'taken-over',
        action: 'answer',
      })
      return {
        change: { ...settled.change, ...(categoryId === null ? {} : { category_id: categoryId }) },
        decisionId: settled.decisionId,
        text: reply,
        details: { categoryId },
      }
    },
  })
}
