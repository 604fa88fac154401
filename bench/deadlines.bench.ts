import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { sql } from 'kysely'
import { pino } from 'pino'
import { ensureEmbedded, inTransaction, loadKeys, migrate, openDatabase, readConfig } from '#base/index.ts'
import { startSweep } from '#cases/index.ts'
import { demoCity, seedCity } from '#city/index.ts'
import { join } from '../src/main.ts'
import { testKeys } from '../test/test-keys.ts'

type Run = { data: string; print: (line: string) => void; arguments: string[] }

const targetSeconds = 60
const met = (reached: boolean) => (reached ? 'met' : 'NOT met')

/** Fires many deadlines that fall due at one moment, with two sweeps at once, as two processes would run. `deadlines [COUNT]`. */
export const bench = {
  name: 'deadlines',
  run: async ({ print, arguments: given }: Run): Promise<void> => {
    const count = Number(given[0]) || 100_000
    const folder = await mkdtemp(joinPath(tmpdir(), 'chengshu-bench-'))
    const { connections, stop } = await ensureEmbedded({ folder, report: () => undefined })
    loadKeys(testKeys)
    await migrate(connections.owner, { report: () => undefined })
    const config = readConfig({ CHENGSHU_DATA: folder, CHENGSHU_DEMO: '0', PORT: '0' })
    const log = pino({ level: 'warn' }, process.stderr)
    const hub = await join({ config, log, connections, worker: false })
    const second = openDatabase(connections.application, () => undefined)
    try {
      await inTransaction(hub.database, tx => seedCity(tx, demoCity()))
      await hub.refreshCity()
      const begun = new Date(Date.now() + 5000)
      await sql`
        insert into cases.case_record (id, code, version, last_seq, state, department_id, channel, nature, urgency,
               reported_at, updated_at, due_at, created_by, source, generated, blind, follow_up_hash)
        select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'B-' || n, 1, 1, 'handling', 'dept-urban',
               'phone', 'complaint', 'normal', now(), now(), ${begun}, 'bench', 'bench', true, false,
               sha256(n::text::bytea)
          from generate_series(1, ${count}) n`.execute(hub.database)
      await sql`
        insert into cases.due_moment (case_id, step, kind, at, department_id)
        select id, 1, 'overdue', due_at, department_id from cases.case_record`.execute(hub.database)
      const sweeps = [hub.database, second].map(database =>
        startSweep({ database, city: { snapshot: hub.snapshot } }, error =>
          log.warn({ err: error }, 'sweep'),
        ),
      )
      const left = async () =>
        (
          await sql<{ left: number }>`
            select count(*)::int as left from cases.due_moment where fired_at is null`.execute(hub.database)
        ).rows[0]!.left
      while ((await left()) > 0) await new Promise(done => setTimeout(done, 100))
      const { rows } = await sql<{ seconds: number; fired: number; told: number }>`
        select extract(epoch from max(moment.fired_at) - ${begun}::timestamptz)::float as seconds, count(*)::int as fired,
               (select sum((body ->> 'count')::int)::int from ledger.entry where kind = 'case.deadlines-fired') as told
          from cases.due_moment moment`.execute(hub.database)
      await Promise.all(sweeps.map(end => end()))
      const { seconds, fired, told } = rows[0]!
      print(
        `${fired} deadlines of one moment fired by two sweeps; the ledger counts ${told} (each once: ${met(fired === told)})`,
      )
      print(
        `the last ${seconds.toFixed(1)} s after it was due (target ${targetSeconds} ${met(seconds <= targetSeconds)}); load ${loadavg()[0]!.toFixed(1)}`,
      )
    } finally {
      await second.destroy()
      await hub.close()
      await stop()
      await rm(folder, { recursive: true, force: true })
    }
  },
}
