import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { browserOf, reportCase } from '../../../test/fixtures/browser.ts'
import { testHub } from '../../../test/fixtures/hub.ts'
import { lookAtLedger } from './look-at-ledger.ts'

test('what the rooms write when people work is counted: looks, reveals, exports with their rows, refusals', async t => {
  const hub = await testHub()
  t.after(() => hub.close())
  const seat = await browserOf(hub, 'seat1')
  const dispatcher = await browserOf(hub, 'dispatcher1')
  const reporter = { name: '王小明', phone: '13800138000', anonymous: false }
  const made = await reportCase(seat, { reporter })
  const hidden = await reportCase(seat, { reporter: { ...reporter, confidential: true } })
  await dispatcher.act(`/api/cases/${made.caseId}/look`, { purpose: 'site' })
  const { version } = await seat.read<{ version: number }>(`/api/cases/${hidden.caseId}`)
  await seat.act(`/api/cases/${hidden.caseId}/actions/reveal`, { version, purpose: '上门前联系' })
  const file = await dispatcher.send('GET', '/api/exports/cases?format=csv')
  assert.equal(file.status, 200)
  assert.ok(file.text.length > 100)
  assert.equal((await seat.get('/api/people')).status, 403)
  await hub.hub.incidents.flush()
  await hub.hub.ledgerLog.sequence()
  await lookAtLedger({ database: hub.base.database, isNight: () => false })
  const { rows } = await sql<{
    account: string
    signal: string
    role: string
    times: number
    amount: number
  }>`
    select account, signal, role, sum(times)::int as times, sum(amount)::int as amount
      from operations.incident_count c join identity.person p on p.id::text = c.about
     group by 1, 2, 3 order by 1, 2`.execute(hub.base.owner)
  assert.deepEqual(
    rows.map(row => Object.values(row)),
    [
      ['dispatcher1', 'export', 'dispatcher', 1, 1],
      ['dispatcher1', 'export-rows', 'dispatcher', 1, 2],
      ['dispatcher1', 'personal-read', 'dispatcher', 1, 1],
      ['seat1', 'access-refused', 'seat', 1, 1],
      ['seat1', 'personal-read', 'seat', 1, 1],
    ],
  )
})
