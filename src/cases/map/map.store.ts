import { sql } from 'kysely'
import type { Handle } from '#base/index.ts'
import { type Scope, scopeCondition } from '#identity/index.ts'
import { scopeColumns } from '../case.store.ts'
import { matching, type ReadyFilter } from '../case-list.store.ts'

export interface CellRow {
  cell: string
  count: number
  overdue: number
}

/** Open cases by cell, from the index of open cases alone. */
export async function countOpenCells(handle: Handle, scope: Scope): Promise<CellRow[]> {
  const { rows } = await sql<CellRow>`
    select record.cell, count(*)::int as count,
           count(*) filter (where record.due_at < coalesce(record.stopped_at, now()))::int as overdue
      from cases.case_record record
     where record.closed_at is null and record.merged_into is null and record.cell is not null
       and ${scopeCondition(scope, scopeColumns)}
     group by record.cell`.execute(handle)
  return rows
}

/**
 * Cases of some cells that fit a filter: all of them, from the index of cells alone where the filter asks for nothing else.
 * The newest of them up to a limit would each have to be read from the table: up to some seconds in a city of a million.
 */
export async function countNearCells(handle: Handle, scope: Scope, filter: ReadyFilter): Promise<CellRow[]> {
  const { joined, fits } = matching(scope, filter)
  const { rows } = await sql<CellRow>`
    select record.cell, count(*)::int as count,
           count(*) filter (where record.closed_at is null
             and record.due_at < coalesce(record.stopped_at, now()))::int as overdue
      from cases.case_record record ${joined}
     where ${fits} and record.cell is not null
     group by record.cell`.execute(handle)
  return rows
}

/** Cases that fit a filter by cell: the newest, up to a limit, so that the widest filter costs no more than it shows. */
export async function countCells(
  handle: Handle,
  scope: Scope,
  wanted: { filter: ReadyFilter; limit: number },
): Promise<CellRow[]> {
  const { joined, fits } = matching(scope, wanted.filter)
  const { rows } = await sql<CellRow>`
    with newest as materialized (
      select record.cell, record.closed_at, record.due_at, record.stopped_at
        from cases.case_record record ${joined}
       where ${fits} and record.cell is not null
       order by record.reported_at desc, record.id desc limit ${wanted.limit}
    )
    select cell, count(*)::int as count,
           count(*) filter (where closed_at is null and due_at < coalesce(stopped_at, now()))::int as overdue
      from newest group by cell`.execute(handle)
  return rows
}
