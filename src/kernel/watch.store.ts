import { sql } from 'kysely'
import type { Handle, RoomGauge } from '#base/index.ts'

async function decisions(handle: Handle) {
  const { rows } = await sql<{ algorithm: string; outcome: string; n: number }>`
    select algorithm, outcome, count(*) as n from kernel.decision where recorded_at > now() - interval '1 hour'
     group by algorithm, outcome`.execute(handle)
  return rows.map(({ algorithm, outcome, n }) => ({ labels: { algorithm, outcome }, value: n }))
}

async function slowest(handle: Handle) {
  const { rows } = await sql<{ algorithm: string; seconds: number }>`
    select algorithm, percentile_disc(0.95) within group (order by duration_ms)::float8 / 1000 as seconds
      from kernel.decision where recorded_at > now() - interval '1 hour' group by algorithm`.execute(handle)
  return rows.map(({ algorithm, seconds }) => ({ labels: { algorithm }, value: seconds }))
}

/** What operators watch about decisions. */
export const kernelGauges: readonly RoomGauge[] = [
  {
    name: 'decisions_last_hour',
    help: 'Decisions of the last hour, by algorithm and outcome (advised, abstained, refused, failed)',
    labels: ['algorithm', 'outcome'],
    read: decisions,
  },
  {
    name: 'decision_seconds_p95',
    help: 'What 95 of 100 decisions of the last hour took at most, by algorithm',
    labels: ['algorithm'],
    read: slowest,
  },
]
