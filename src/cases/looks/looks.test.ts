import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { readEntries } from '#ledger/index.ts'
import { reportBody, testCases } from '../../../test/test-cases.ts'
import { readCase } from '../read-case.ts'
import { reportCase } from '../report-case.ts'
import { listLooks } from './list-looks.ts'
import { askLook } from './look.contract.ts'
import { lookAtContact } from './look-at-contact.ts'

const reporter = {
  name: '王小明',
  phone: '13800138000',
  anonymous: false,
  onBehalfOf: { name: '王奶奶', phone: '13900139000', relation: 'family' as const },
}
const today = () => ({ from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 3_600_000) })

test('who took the call sees the number; everybody else a mask until the purpose is said, and then only who said it', async t => {
  const { loop, person, database } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const other = await person('other', ['dispatcher'])
  const { caseId } = await reportCase(loop, seat, reportBody({ reporter }))
  const seen = async (actor: typeof seat) => {
    const { reporter: shown } = await readCase(loop, actor, caseId)
    return [shown?.name, shown?.phone, shown?.onBehalfOf?.phone, shown?.masked === true]
  }
  const open = ['王小明', '13800138000', '13900139000', false]
  const masked = ['王小明', '138****8000', '139****9000', true]
  assert.deepEqual(await seen(seat), open)
  assert.deepEqual(await seen(dispatcher), masked)
  const { until } = await lookAtContact(loop, dispatcher, { caseId, purpose: 'contact' })
  const hours = (Date.parse(until) - Date.now()) / 3_600_000
  assert.ok(hours > 7.9 && hours <= 8, until)
  assert.deepEqual(await seen(dispatcher), open)
  assert.deepEqual(await seen(other), masked)
  const entries = await readEntries(database, `case:${caseId}`)
  const looked = entries.filter(entry => entry.kind === 'contact.looked')
  assert.equal(looked.length, 1)
  assert.deepEqual((looked[0]!.body as { by: string; purpose: string }).purpose, 'contact')
  assert.ok(!JSON.stringify(looked).includes('13800138000'))
})

test('below the level there is nothing to look at, and outside the scope not even the case', async t => {
  const { loop, person } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const lower = await person('lower', ['dispatcher'], { level: 'L3' })
  const analyst = await person('analyst', ['analyst'])
  const away = await person('away', ['handler'], { departmentId: 'dept-water' })
  const { caseId } = await reportCase(loop, seat, reportBody({ reporter }))
  assert.equal((await readCase(loop, lower, caseId)).reporter?.phone, null)
  for (const actor of [lower, analyst])
    await assert.rejects(lookAtContact(loop, actor, { caseId, purpose: 'contact' }), {
      code: /cases\.act-not-permitted|base\.not-found/,
    })
  await assert.rejects(lookAtContact(loop, away, { caseId, purpose: 'contact' }), { code: 'base.not-found' })
  const missing = { caseId: crypto.randomUUID(), purpose: 'contact' as const }
  await assert.rejects(lookAtContact(loop, seat, missing), { code: 'base.not-found' })
})

test('a look ends with the working day, and so does having taken the call', async t => {
  const { loop, person, owner } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const { caseId } = await reportCase(loop, seat, reportBody({ reporter }))
  await lookAtContact(loop, dispatcher, { caseId, purpose: 'call-back' })
  await sql`update cases.look set at = at - interval '8 hours 1 minute'`.execute(owner)
  await sql`update cases.case_record set reported_at = reported_at - interval '8 hours 1 minute'`.execute(
    owner,
  )
  for (const actor of [seat, dispatcher])
    assert.equal((await readCase(loop, actor, caseId)).reporter?.phone, '138****8000')
})

test('a reason of one’s own needs words; they are sealed, and the auditor reads them only with the level', async t => {
  assert.equal(askLook.safeParse({ purpose: 'other' }).success, false)
  assert.equal(askLook.safeParse({ purpose: 'other', words: '一' }).success, false)
  assert.equal(askLook.safeParse({ purpose: 'fun' }).success, false)
  assert.equal(askLook.safeParse({ purpose: 'site' }).success, true)
  const { loop, person, database } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const auditor = await person('auditor', ['audit-administrator'])
  const first = await reportCase(loop, seat, reportBody({ reporter }))
  const second = await reportCase(loop, seat, reportBody({ reporter }))
  const words = '核对王小明的门牌'
  await lookAtContact(loop, dispatcher, { caseId: first.caseId, purpose: 'other', words })
  await lookAtContact(loop, dispatcher, { caseId: second.caseId, purpose: 'site' })
  await lookAtContact(loop, seat, { caseId: second.caseId, purpose: 'call-back' })
  const { rows } = await sql<{ words: string }>`select words::bytea::text as words from cases.look`.execute(
    database,
  )
  assert.ok(rows.every(row => !row.words?.includes('王小明')))
  const page = await listLooks(database, auditor, today())
  assert.deepEqual(
    page.items.map(one => [one.purpose, one.words]),
    [
      ['call-back', null],
      ['site', null],
      ['other', null],
    ],
  )
  assert.deepEqual(
    page.people.map(one => [one.personId, one.looks, one.cases]),
    [
      [dispatcher.id, 2, 2],
      [seat.id, 1, 1],
    ],
  )
  const own = await listLooks(database, dispatcher, { ...today(), person: dispatcher.id })
  assert.deepEqual([own.items.length, own.items.at(-1)?.words], [2, words])
})
