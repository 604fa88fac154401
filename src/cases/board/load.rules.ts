import type { DepartmentLoad } from '../board.contract.ts'

/** The figures of a load, without whose it is. */
export type Load = Omit<DepartmentLoad, 'departmentId'>

const none: Load = {
  waiting: 0,
  handling: 0,
  verifying: 0,
  overdue: 0,
  today: 0,
  week: 0,
  paused: 0,
  escalated: 0,
}

/** Loads added up. */
export function addLoads(loads: readonly Load[]): Load {
  const sum = { ...none }
  for (const load of loads)
    for (const figure of Object.keys(none) as (keyof Load)[]) sum[figure] += load[figure]
  return sum
}

/**
 * Each department with those below it: as its list has it, where the filter takes those below in. One that has nothing of its
 * own stands there for what is below it, as far as the reader sees the department itself.
 */
export function withBelow(
  own: readonly DepartmentLoad[],
  below: (departmentId: string) => readonly string[],
  shown: readonly string[],
): DepartmentLoad[] {
  const loads = new Map(own.map(one => [one.departmentId, one]))
  const ids = new Set([...loads.keys(), ...shown])
  return [...ids].flatMap(departmentId => {
    // One that the city no longer knows has nothing below it, and its own cases still.
    const found = [...new Set([departmentId, ...below(departmentId)])].flatMap(id => loads.get(id) ?? [])
    return found.length > 0 ? [{ departmentId, ...addLoads(found) }] : []
  })
}
