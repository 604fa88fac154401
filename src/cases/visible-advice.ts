import { type Handle, within } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { type Governed, viewOf } from '#kernel/index.ts'
import type { DispatchAdvice } from './advice.contract.ts'
import { selectInScope } from './case.store.ts'

/**
 * Advice as its reader may see it. Similar cases quote other people's matters, so only those are shown that the reader
 * could open now: a case may have gone to another department since the advice was made. Their text is content of cases,
 * and empty for who is not cleared for that.
 */
export async function visibleAdvice(handle: Handle, actor: Actor, governed: Governed<DispatchAdvice>) {
  const view = viewOf(governed)
  if (view.value === null || view.value.similar.length === 0) return view
  const { similar } = view.value
  const open = await selectInScope(
    handle,
    similar.map(one => one.caseId),
    actor.scope,
  )
  const cleared = within('L4', actor.scope.level)
  const shown = similar
    .filter(one => open.has(one.caseId))
    .map(one => (cleared ? one : { ...one, excerpt: '' }))
  return { ...view, value: { ...view.value, similar: shown } }
}
