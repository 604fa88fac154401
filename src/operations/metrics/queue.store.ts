import { sql } from 'kysely'
import type { Handle, RoomGauge } from '#base/index.ts'

async function depth(handle: Handle) {
  const { rows } = await sql<{ name: string; state: string; n: number }>`
    select name, state::text, count(*) as n from pgboss.job
     where name not like '\\_\\_%' and (state in ('created', 'retry', 'active')
        or (state = 'failed' and completed_on > now() - interval '1 day'))
     group by name, state`.execute(handle)
  return rows.map(({ name, state, n }) => ({ labels: { job: name, state }, value: n }))
}

async function age(handle: Handle) {
  const { rows } = await sql<{ name: string; seconds: number }>`
    select name, extract(epoch from now() - min(start_after))::float8 as seconds from pgboss.job
     where name not like '\\_\\_%' and state in ('created', 'retry') and start_after < now()
     group by name`.execute(handle)
  return rows.map(({ name, seconds }) => ({ labels: { job: name }, value: seconds }))
}

/** What operators watch about the queue. */
export const queueGauges: readonly RoomGauge[] = [
  {
    name: 'jobs',
    help: 'Jobs by name and state; failed ones of the last day only',
    labels: ['job', 'state'],
    read: depth,
  },
  {
    name: 'job_oldest_wait_seconds',
    help: 'How long the oldest job that is due has waited, by name',
    labels: ['job'],
    read: age,
  },
]
