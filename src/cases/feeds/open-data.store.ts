import { type RawBuilder, sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { OpenCase } from './open-data.contract.ts'

/** What the query needs of the city. */
export interface FeedCity {
  timeZone: string
  /** The district each region lies in. */
  districts: Readonly<Record<string, string>>
  /** The highest category above each. */
  tops: Readonly<Record<string, string>>
  smallestGroup: number
}

/** Months in which cases came in, newest first, the present one left out: it is not whole. */
export async function selectMonths(handle: Handle, timeZone: string): Promise<string[]> {
  const { rows } = await sql<{ month: string }>`
    with span as (
      select date_trunc('month', min(reported_at) at time zone ${timeZone}) as first from cases.case_record
    )
    select to_char(month, 'YYYY-MM') as month
      from span, generate_series(span.first, date_trunc('month', now() at time zone ${timeZone}) - interval '1 month',
                                 interval '1 month') as month
     order by month desc limit 600`.execute(handle)
  return rows.map(row => row.month)
}

/**
 * The cases of a month without identities. A case is shown as finely as enough others share: category, district, cell and
 * day; category, district and month; the highest category, district and month; district and month; the month. At each
 * step only those count that were not shown more finely, or one who is shown alone beside them could be told from them.
 * Who is left in too small a group at the end is left out.
 */
function generalised(month: string, city: FeedCity): RawBuilder<unknown> {
  const { timeZone, districts, tops, smallestGroup } = city
  const places = JSON.stringify(Object.entries(districts).map(([id, district]) => ({ id, district })))
  const above = JSON.stringify(Object.entries(tops).map(([id, top]) => ({ id, top })))
  // An H3 cell of resolution 9 within one of resolution 7: the resolution is set, the two finest digits are blanked.
  const cell = sql`case when record.cell is not null then lpad(to_hex(
      (('x' || lpad(record.cell, 16, '0'))::bit(64)::bigint & ~(15::bigint << 52)) | (7::bigint << 52) | (63::bigint << 18)
    ), 15, '0') end`
  return sql`
    with place as (
      select id, district from json_to_recordset(${places}::json) as given (id text, district text)
    ), category as (
      select id, top from json_to_recordset(${above}::json) as given (id text, top text)
    ), base as (
      select record.category_id as leaf, category.top, place.district, ${cell} as cell,
             (record.reported_at at time zone ${timeZone})::date as day, record.state, record.disposition,
             case when record.state = 'closed' then
               ((record.closed_at at time zone ${timeZone})::date - (record.reported_at at time zone ${timeZone})::date)
             end as days
        from cases.case_record record
        left join place on place.id = record.region_id
        left join category on category.id = record.category_id
       where record.reported_at >= (${`${month}-01`}::date)::timestamp at time zone ${timeZone}
         and record.reported_at < (${`${month}-01`}::date + interval '1 month')::timestamp at time zone ${timeZone}
    ), a as (
      select base.*, count(*) over (partition by leaf, district, cell, day) >= ${smallestGroup} as fine from base
    ), b as (
      select a.*, fine or count(*) over (partition by fine, leaf, district) >= ${smallestGroup} as by_leaf from a
    ), c as (
      select b.*, by_leaf or count(*) over (partition by by_leaf, top, district) >= ${smallestGroup} as by_top from b
    ), d as (
      select c.*, by_top or count(*) over (partition by by_top, district) >= ${smallestGroup} as by_district from c
    ), e as (
      select d.*, by_district or count(*) over (partition by by_district) >= ${smallestGroup} as shown from d
    )`
}

/** Opens the cases of a month as everybody may see them. */
export async function openMonth(tx: Transaction, month: string, city: FeedCity): Promise<void> {
  await sql`
    declare open_case no scroll cursor for ${generalised(month, city)}
    select case when by_leaf then leaf when by_top then top end as "categoryId",
           case when by_district then district end as "districtId",
           case when fine then cell end as cell,
           case when fine then day::text else ${month} end as reported,
           state, case when state = 'closed' then disposition end as disposition, days as "daysToClosing"
      from e where shown
     -- In an order that tells nothing of the one in which they came in.
     order by reported, "categoryId", "districtId", cell, state, days`.execute(tx)
}

/** How many cases of a month there are, how many are shown to the cell and the day, and how many at all. */
export async function countMonth(
  tx: Transaction,
  month: string,
  city: FeedCity,
): Promise<{ cases: number; fine: number; shown: number }> {
  const { rows } = await sql<{ cases: number; fine: number; shown: number }>`
    ${generalised(month, city)}
    select count(*)::int as cases, count(*) filter (where fine)::int as fine, count(*) filter (where shown)::int as shown
      from e`.execute(tx)
  return rows[0]!
}

/** The next cases of the month that was opened; none at its end. */
export async function fetchOpen(tx: Transaction, count: number): Promise<OpenCase[]> {
  // A number of ours: FETCH takes no parameter.
  const { rows } = await sql<OpenCase>`fetch ${sql.lit(count)} from open_case`.execute(tx)
  return rows
}
