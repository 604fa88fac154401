import { isUuid, momentOf } from '#base/index.ts'
import type { CitySnapshot } from '#city/index.ts'
import type { EffectOf, TraceEffect } from '#kernel/index.ts'
import type { CaseState } from '../case-words.contract.ts'
import { selectCaseOfDraft, selectEffect } from './effect.store.ts'

const states: Record<CaseState, TraceEffect['said']> = {
  reported: { zh: '待受理', en: 'To accept' },
  accepted: { zh: '待派单', en: 'To dispatch' },
  dispatched: { zh: '待办理', en: 'To handle' },
  handling: { zh: '办理中', en: 'Being handled' },
  verifying: { zh: '待核实', en: 'To verify' },
  closed: { zh: '已办结', en: 'Closed' },
}

const alike = (text: string) => ({ zh: text, en: text })
const yesOrNo = (is: boolean) => (is ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' })

/**
 * Tells for the report on a decision what became of the case it was about: facts of the case, nothing that anybody wrote.
 * Empty for a decision about a draft that never became a case, and for what is about no case.
 */
export function effectOfDecision(snapshot: () => Promise<CitySnapshot>): EffectOf {
  return async (handle, { decisionId, subject }) => {
    const [kind, id = ''] = subject.split(':', 2)
    if (!isUuid(id)) return []
    const askedAt = momentOf(decisionId)
    const caseId = kind === 'draft' ? await selectCaseOfDraft(handle, { draftId: id, askedAt }) : id
    if ((kind !== 'case' && kind !== 'draft') || caseId === undefined) return []
    const found = await selectEffect(handle, caseId)
    if (!found) return []
    // Advice on a draft is asked again as the seat types: only the last of them is the case's.
    if (kind === 'draft' && found.decision_id !== decisionId) return []
    const city = await snapshot()
    const department = found.department_id === null ? undefined : city.department(found.department_id)
    const fact = (name: string, said: TraceEffect['said'], at: Date | null = null): TraceEffect => ({
      fact: name,
      said,
      at: at?.toISOString() ?? null,
    })
    return [
      fact('case', alike(found.code), found.updated_at),
      fact('state', states[found.state as CaseState]),
      ...(department ? [fact('department', { zh: department.name, en: department.nameEnglish })] : []),
      fact('returned', alike(String(found.returned))),
      ...(found.closed_at ? [fact('closed', alike(found.closed_at.toISOString()), found.closed_at)] : []),
      ...(found.rating === null ? [] : [fact('rating', alike(`${found.rating} / 5`))]),
      ...(found.resolved === null ? [] : [fact('resolved', yesOrNo(found.resolved))]),
    ]
  }
}
