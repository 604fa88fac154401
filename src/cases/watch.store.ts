import { sql } from 'kysely'
import type { Handle, RoomGauge } from '#base/index.ts'

const plain = (value: number) => [{ labels: {}, value }]

async function byState(handle: Handle) {
  const { rows } = await sql<{ state: string; n: number }>`
    select state, count(*) as n from cases.case_record where closed_at is null group by state`.execute(handle)
  return rows.map(row => ({ labels: { state: row.state }, value: row.n }))
}

async function overdue(handle: Handle) {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from cases.case_record where closed_at is null and due_at < now()`.execute(handle)
  return plain(rows[0]!.n)
}

async function waitingMoments(handle: Handle) {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from cases.due_moment where fired_at is null and ended_at is null and at < now()`.execute(
    handle,
  )
  return plain(rows[0]!.n)
}

async function reported(handle: Handle) {
  const { rows } = await sql<{ channel: string; n: number }>`
    select channel, count(*) as n from cases.case_record where reported_at > now() - interval '1 hour'
     group by channel`.execute(handle)
  return rows.map(row => ({ labels: { channel: row.channel }, value: row.n }))
}

/** What operators watch about cases. */
export const caseGauges: readonly RoomGauge[] = [
  { name: 'open_cases', help: 'Cases that are not closed, by state', labels: ['state'], read: byState },
  { name: 'overdue_cases', help: 'Open cases past their deadline', labels: [], read: overdue },
  {
    name: 'due_moments_waiting',
    help: 'Moments of deadlines that have come and of which nobody was told yet; more than a few for long: the sweep stands still',
    labels: [],
    read: waitingMoments,
  },
  {
    name: 'reported_cases_last_hour',
    help: 'Cases reported in the last hour, by channel',
    labels: ['channel'],
    read: reported,
  },
]
