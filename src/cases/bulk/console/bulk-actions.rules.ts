import type { BulkAction, BulkWanted } from '#cases/bulk/bulk.contract.ts'
import type { CaseState } from '#cases/case-words.contract.ts'

interface Selected {
  caseId: string
  state: CaseState
  departmentId: string | null
}

const from: Readonly<Record<BulkAction, readonly CaseState[]>> = {
  dispatch: ['reported', 'accepted'],
  assign: ['dispatched', 'handling'],
  close: ['verifying'],
}

/** Letters that open the form of a bulk action. */
export const bulkKeys: Readonly<Record<BulkAction, string>> = {
  dispatch: 'alt+s',
  assign: 'alt+a',
  close: 'alt+c',
}

/** What can be done to at least one of the cases, by somebody with these actions. */
export function bulkActionsFor(cases: readonly Selected[], may: readonly string[]): BulkAction[] {
  const all: readonly BulkAction[] = ['dispatch', 'assign', 'close']
  return all.filter(
    action => may.includes(`cases:${action}`) && cases.some(one => from[action].includes(one.state)),
  )
}

/** The department whose people can be given most of the cases; null where none has one. */
export function deskOfMost(cases: readonly Selected[]): string | null {
  const counts = new Map<string, number>()
  for (const { departmentId: id, state } of cases)
    if (id !== null && from.assign.includes(state)) counts.set(id, (counts.get(id) ?? 0) + 1)
  const [most] = [...counts].toSorted((one, other) => other[1] - one[1])
  return most?.[0] ?? null
}

/** What the form of a bulk action holds. */
export interface BulkForm {
  /** True: each case where its advice says. */
  byAdvice: boolean
  departmentId: string | null
  dutyId: string | null
  personId: string | null
  note: string
}

export const emptyForm: BulkForm = {
  byAdvice: true,
  departmentId: null,
  dutyId: null,
  personId: null,
  note: '',
}

/** The needed field that is still empty. */
export function missingOf(action: BulkAction, form: BulkForm): 'departmentId' | 'personId' | null {
  if (action === 'dispatch' && !form.byAdvice && !form.departmentId) return 'departmentId'
  return action === 'assign' && !form.personId ? 'personId' : null
}

/** The form as the contract takes it. */
export function wantedOf(action: BulkAction, form: BulkForm): BulkWanted {
  const note = form.note.trim() ? { note: form.note } : {}
  if (action === 'assign') return { action, ...(form.personId ? { personId: form.personId } : {}), ...note }
  if (action === 'close') return { action, ...note }
  const place = form.byAdvice
    ? { departmentId: null }
    : { departmentId: form.departmentId, dutyId: form.dutyId }
  return { action, ...place, ...note }
}

/** The rows between two, both included, whichever comes first; one of them where the other is gone. */
export function between<Row extends { caseId: string }>(
  rows: readonly Row[],
  one: string | null,
  other: string,
): Row[] {
  const places = [one, other].map(id => rows.findIndex(row => row.caseId === id)).filter(at => at >= 0)
  return places.length === 0 ? [] : rows.slice(Math.min(...places), Math.max(...places) + 1)
}
