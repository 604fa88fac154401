import { actInScope, type CaseVerb } from './act-on-case.ts'
import { caseError } from './case.errors.ts'
import { extendedBy } from './deadlines/clock.rules.ts'

/**
 * An extension is granted (同意延期), by somebody who did not ask for it: the policies forbid that.
 * @throws cases.no-deadline when there is none any more
 */
export const grantExtension: CaseVerb<'grant-extension'> = async (loop, actor, act) => {
  const { calendar } = await loop.city.snapshot()
  return await actInScope(loop, actor, {
    action: 'grant-extension',
    act,
    effect: (_tx, held) => {
      const { due_at } = held
      const workdays = act.body.workdays ?? held.asked_workdays
      if (due_at === null || workdays === null) throw caseError('cases.no-deadline')
      const extended = extendedBy(workdays, { due_at, due_basis: held.due_basis }, calendar)
      return {
        change: { ...extended, asked: null, asked_by: null, asked_workdays: null },
        text: act.body.note || null,
        details: { workdays, dueAt: extended.due_at.toISOString(), previousDueAt: due_at.toISOString() },
      }
    },
  })
}
