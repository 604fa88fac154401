import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Scope } from './identity.contract.ts'

/** Column references (`table.column` or an alias) of a query, as `inScope` names them. */
export interface ScopeColumns {
  department: string
  region: string
  reporter: string
  /** An array of departments that have a task on the row; leave it out where rows have none. */
  coDepartments?: string
}

function held(column: string, list: 'all' | readonly string[]): RawBuilder<SqlBool> {
  if (list === 'all') return sql<SqlBool>`true`
  // Text on both sides, so that one condition fits uuid and text columns; a column compared so still uses a text index.
  return sql<SqlBool>`coalesce(${sql.ref(column)}::text = any(${[...list]}::text[]), false)`
}

function department({ department, coDepartments }: ScopeColumns, list: 'all' | readonly string[]) {
  const own = held(department, list)
  if (list === 'all' || coDepartments === undefined) return own
  return sql<SqlBool>`(${own} or coalesce(${sql.ref(coDepartments)} && ${[...list]}::text[], false))`
}

/** The condition under which a row is in scope. It is never null, so it may be negated. */
export function scopeCondition(scope: Scope, columns: ScopeColumns): RawBuilder<SqlBool> {
  const area = sql<SqlBool>`(${department(columns, scope.departments)} and ${held(columns.region, scope.regions)})`
  if (scope.own === null) return area
  return sql<SqlBool>`(${area} or coalesce(${sql.ref(columns.reporter)}::text = ${scope.own}, false))`
}

/** Adds the condition to a query: `applyScope(query, actor.scope, { department: 'c.department_id', … })`. */
export function applyScope<Query extends { where(condition: RawBuilder<SqlBool>): Query }>(
  query: Query,
  scope: Scope,
  columns: ScopeColumns,
): Query {
  return query.where(scopeCondition(scope, columns))
}
