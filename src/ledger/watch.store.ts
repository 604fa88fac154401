import { sql } from 'kysely'
import type { Handle, RoomGauge } from '#base/index.ts'

async function written(handle: Handle) {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from ledger.entry where recorded_at > now() - interval '1 hour'`.execute(handle)
  return [{ labels: {}, value: rows[0]!.n }]
}

async function newest(handle: Handle) {
  const { rows } = await sql<{ at: number | null }>`
    select extract(epoch from recorded_at)::float8 as at from ledger.entry order by recorded_at desc limit 1`.execute(
    handle,
  )
  return rows.flatMap(({ at }) => (at === null ? [] : [{ labels: {}, value: at }]))
}

// Not the number of all entries: counting them is reading them, every fifteen seconds for ever.
/** What operators watch about the ledger. */
export const ledgerGauges: readonly RoomGauge[] = [
  { name: 'ledger_entries_last_hour', help: 'Ledger entries of the last hour', labels: [], read: written },
  {
    name: 'ledger_newest_entry_timestamp_seconds',
    help: 'When the newest ledger entry was written',
    labels: [],
    read: newest,
  },
]
