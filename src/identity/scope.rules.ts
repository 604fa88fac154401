import { type Level, levels, within } from '#base/index.ts'
import type { Desk, Role, Scope } from './identity.contract.ts'

/** What this room needs of the city. Ids that do not exist are left out; an id is part of its own subtree. */
export interface CityPort {
  departmentSubtree(ids: readonly string[]): readonly string[]
  regionSubtree(ids: readonly string[]): readonly string[]
}

export interface ScopedPerson {
  id: string
  roles: readonly Role[]
  departmentId: string | null
  regionIds: readonly string[]
  /** The highest level this person may ever see; the roles may allow less. */
  level: Level
}

/** The columns of a row that decide whether somebody sees it. */
export interface ScopedRow {
  departmentId: string | null
  regionId: string | null
  reporterPersonId: string | null
  /** Departments that have a task on it beside the one it belongs to. */
  coDepartmentIds?: readonly string[] | null
}

const cityWide: readonly Role[] = ['seat', 'dispatcher', 'leader', 'analyst']
const atDesk: readonly Role[] = ['handler', 'department-lead']

// Who works on cases may see what a case holds, as far as the person is cleared; everybody else sees structure.
const levelOfRole: Record<Role, Level> = {
  seat: 'L4',
  dispatcher: 'L4',
  handler: 'L4',
  'department-lead': 'L4',
  'grid-member': 'L4',
  leader: 'L4',
  citizen: 'L3',
  analyst: 'L2',
  'data-steward': 'L2',
  'ai-engineer': 'L2',
  'system-administrator': 'L2',
  'security-administrator': 'L2',
  'audit-administrator': 'L2',
}

/** The roles that may be cleared for a level; each still within its scope and permissions. */
export function rolesCleared(level: Level): Role[] {
  return (Object.keys(levelOfRole) as Role[]).filter(role => within(level, levelOfRole[role]))
}

function has(person: ScopedPerson, roles: readonly Role[]): boolean {
  return person.roles.some(role => roles.includes(role))
}

function departmentsOf(person: ScopedPerson, city: CityPort): readonly string[] {
  if (person.departmentId === null) return []
  const lead = has(person, ['department-lead'])
  const own = city.departmentSubtree([person.departmentId])
  return lead ? own : own.filter(id => id === person.departmentId)
}

/**
 * The departments and regions a person works for. A handler has the own department, its lead the departments under it
 * too, a grid member the own regions.
 */
export function deskOf(person: ScopedPerson, city: CityPort): Desk {
  return {
    departments: has(person, atDesk) ? departmentsOf(person, city) : [],
    regions: has(person, ['grid-member']) ? city.regionSubtree(person.regionIds) : [],
  }
}

/**
 * What a person sees, by the widest of the roles. A department's people see all that was sent to the department,
 * wherever it is: a case whose place nobody could tell must not be one that nobody sees. Roles whose areas would not
 * nest are refused when they are given (`rolesConflict`), so one pair of lists is enough.
 */
export function scopeOf(person: ScopedPerson, city: CityPort): Scope {
  const ceiling = person.roles.reduce<Level>(
    (top, role) => (within(top, levelOfRole[role]) ? levelOfRole[role] : top),
    'L1',
  )
  const level = within(ceiling, person.level) ? ceiling : person.level
  const own = person.id
  if (has(person, cityWide)) return { departments: 'all', regions: 'all', own, level }
  if (has(person, atDesk)) return { departments: departmentsOf(person, city), regions: 'all', own, level }
  if (has(person, ['grid-member']))
    return { departments: 'all', regions: city.regionSubtree(person.regionIds), own, level }
  return { departments: [], regions: [], own, level }
}

function holds(list: 'all' | readonly string[], id: string | null): boolean {
  return list === 'all' || (id !== null && list.includes(id))
}

/** True when one of the departments that have a task on a row is in the list; "all" is no more than it was without. */
export function overlap(list: 'all' | readonly string[], ids: readonly string[] | null | undefined): boolean {
  return list !== 'all' && (ids?.some(id => list.includes(id)) ?? false)
}

/** True when the row may be seen. The list queries say the same in SQL (`scopeCondition`), the policies in Cedar. */
export function inScope(scope: Scope, row: ScopedRow): boolean {
  if (scope.own !== null && row.reporterPersonId === scope.own) return true
  const department =
    holds(scope.departments, row.departmentId) || overlap(scope.departments, row.coDepartmentIds)
  return department && holds(scope.regions, row.regionId)
}

/** Nothing at all; for visitors. */
export const emptyScope: Scope = { departments: [], regions: [], own: null, level: 'L1' }

/** Everything; for the product's own jobs. */
export const fullScope: Scope = { departments: 'all', regions: 'all', own: null, level: 'L4' }

/** Levels as numbers, for policies: L1 is 1. */
export function rankOf(level: Level): number {
  return levels.indexOf(level) + 1
}
