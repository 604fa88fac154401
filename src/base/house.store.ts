import { sql } from 'kysely'
import type { Inconsistency, RoomCheck } from './check.ts'
import type { Handle } from './database.ts'

const asFound = (examples: string[], count = examples.length): Inconsistency => ({
  count,
  examples: examples.slice(0, 5),
})

// Materialized: else names of schemas that this role may not see are asked for before the join leaves them out.
const monthly = sql`
  with t as materialized (
    select n.nspname as schema, c.relname as name
      from base.monthly m join pg_class c on c.oid = m.relation join pg_namespace n on n.oid = c.relnamespace)`

/** Monthly tables that have no partition for this month or the next. */
async function missingMonths(handle: Handle): Promise<Inconsistency> {
  const { rows } = await sql<{ name: string }>`
    ${monthly}
    select format('%s.%s_%s', t.schema, t.name, to_char(m.first, 'YYYY_MM')) as name
      from t, lateral (select date_trunc('month', now() at time zone 'UTC') + make_interval(months => step) as first
                         from generate_series(0, 1) step) m
     where to_regclass(format('%I.%I', t.schema, t.name || '_' || to_char(m.first, 'YYYY_MM'))) is null
     order by 1`.execute(handle)
  return asFound(rows.map(row => row.name))
}

/** DEFAULT partitions that hold rows. */
async function strayRows(handle: Handle): Promise<Inconsistency> {
  const { rows } = await sql<{ name: string }>`
    ${monthly}
    select format('%I.%I', schema, name || '_default') as name
      from t where to_regclass(format('%I.%I', schema, name || '_default')) is not null order by 1`.execute(
    handle,
  )
  const filled: string[] = []
  for (const { name } of rows) {
    const { rows: any } = await sql.raw(`select 1 from ${name} limit 1`).execute(handle)
    if (any.length > 0) filled.push(name)
  }
  return asFound(filled)
}

/** Seconds between the clock of this process and that of the database; what asking takes is taken off. */
async function clockSkew(handle: Handle): Promise<Inconsistency> {
  const before = Date.now()
  const { rows } = await sql<{ now: number }>`
    select extract(epoch from clock_timestamp())::float8 * 1000 as now`.execute(handle)
  const after = Date.now()
  const now = rows[0]!.now
  const skew = now < before ? before - now : now > after ? now - after : 0
  return skew < 2_000 ? asFound([]) : asFound([`${(skew / 1000).toFixed(1)} s`], Math.round(skew / 1000))
}

/** What base can say of any database of the product. */
export const baseChecks: readonly RoomCheck[] = [
  {
    key: 'months',
    state: 'bad',
    good: {
      zh: '本月与下月的分区齐全',
      en: 'Every monthly table has its partitions of this month and the next',
    },
    found: {
      zh: '缺少 {{count}} 个月份分区：{{examples}}',
      en: '{{count}} month partitions are missing: {{examples}}',
    },
    advice:
      'Rows of that month would go into the DEFAULT partition and slow it down. Start a server or worker (it makes them every hour), or run any verb, e.g. `npx chengshu migrate`.',
    look: missingMonths,
  },
  {
    key: 'default-partition',
    state: 'warning',
    good: { zh: '默认分区中没有数据', en: 'No row lies in a DEFAULT partition' },
    found: {
      zh: '{{count}} 个默认分区中有数据：{{examples}}',
      en: '{{count}} DEFAULT partitions hold rows: {{examples}}',
    },
    advice:
      'Nothing is lost: these rows were written when their month had no partition, or by a clock that was wrong. Look at their recorded_at; if the clock was wrong, mend it. History is not moved.',
    look: strayRows,
  },
  {
    key: 'clock',
    state: 'warning',
    good: { zh: '本机与数据库的时钟一致', en: 'The clocks of this machine and of the database agree' },
    found: {
      zh: '本机与数据库的时钟相差 {{examples}}',
      en: 'The clocks of this machine and of the database are {{examples}} apart',
    },
    advice:
      'Deadlines are told by one clock and recorded by the other: set both machines by NTP (chrony, systemd-timesyncd).',
    look: clockSkew,
  },
]
