import type { DepartmentLoad } from '#cases/board.contract.ts'
import { stringifySearch } from '#console/kit/search.rules.ts'

/** The figures of a department, in the order of the page. */
export const figures = [
  'overdue',
  'today',
  'week',
  'escalated',
  'paused',
  'waiting',
  'handling',
  'verifying',
] as const
export type Figure = (typeof figures)[number]

const filters: Partial<Record<Figure, Record<string, string>>> = {
  overdue: { overdue: 'true' },
  today: { due: 'today' },
  week: { due: 'week' },
  waiting: { state: 'dispatched' },
  handling: { state: 'handling' },
  verifying: { state: 'verifying' },
}

/** The list that shows what a figure counts, of a department alone or with those below it; null where no filter says it. */
export function listOf(figure: Figure, departmentId: string | null, below: boolean): string | null {
  const filter = filters[figure]
  if (!filter) return null
  const alone = departmentId !== null && !below
  return `/cases${stringifySearch({
    ...filter,
    departmentId,
    ...(alone ? { below: 'false' } : {}),
  })}`
}

/** Open cases of a department. */
export function loadOf(one: DepartmentLoad): number {
  return one.waiting + one.handling + one.verifying
}
