import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { readEntries } from '#ledger/index.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import { verbs } from './action.routes.ts'
import { callerHistory } from './caller-history.ts'
import type { Reporter } from './case.contract.ts'
import { listCases } from './list-cases.ts'
import { readCase } from './read-case.ts'
import { reportByCitizen } from './report-by-citizen.ts'
import { reportCase } from './report-case.ts'

const hidden: Reporter = { name: '王小明', phone: '138-0013-8000', anonymous: false, confidential: true }

test('who asked to be hidden is shown to nobody until a look is recorded, and then to that person only', async t => {
  const { loop, person, database, owner } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const lower = await person('lower', ['dispatcher'], { level: 'L3' })
  const { caseId } = await reportCase(loop, seat, reportBody({ reporter: hidden }))
  const seen = async (actor = dispatcher) => {
    const { reporter, actions } = await readCase(loop, actor, caseId)
    return { name: reporter!.name, phone: reporter!.phone, mayLook: actions.includes('reveal') }
  }
  const nothing = { name: null, phone: null }
  assert.deepEqual(await seen(), { ...nothing, mayLook: true })
  assert.deepEqual(await seen(seat), { ...nothing, mayLook: true }, 'not even who took it in')
  assert.deepEqual(await seen(lower), { ...nothing, mayLook: false }, 'not below the level')
  const look = (actor = dispatcher) =>
    verbs.reveal(loop, actor, { caseId, body: { version: 1, purpose: '上门核实情况' } })
  await assert.rejects(look(lower), { code: 'cases.not-permitted' })
  await look()
  assert.deepEqual(await seen(), { name: '王小明', phone: '138-0013-8000', mayLook: true })
  assert.deepEqual(await seen(seat), { ...nothing, mayLook: true })
  const last = (await readCase(loop, seat, caseId)).timeline.at(-1)!
  assert.deepEqual([last.type, last.text, last.actorId], ['reporter-revealed', '上门核实情况', dispatcher.id])
  const kinds = (await readEntries(database, `case:${caseId}`)).map(entry => entry.kind)
  assert.equal(kinds.filter(kind => kind === 'case.reporter-revealed').length, 1)
  await sql`alter table cases.event disable trigger all`.execute(owner)
  await sql`update cases.event set at = at - interval '31 minutes' where case_id = ${caseId}`.execute(owner)
  assert.deepEqual(await seen(), { ...nothing, mayLook: true }, 'the look is over')
})

test('neither number nor name finds the case, and the citizen’s own name stands nowhere', async t => {
  const { loop, person } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const citizen = await person('王小明', ['citizen'], { level: 'L3' })
  const body = { ...reportBody({ reporter: hidden }), idempotencyKey: 'a key of this report' }
  const { caseId } = await reportByCitizen(loop, citizen, body)
  await reportCase(loop, seat, reportBody())
  const found = async (filter: object) =>
    (await listCases(loop, seat, { ...filter, limit: 50 })).items.map(item => item.caseId)
  for (const filter of [{ phone: '13800138000' }, { name: '王小明' }]) {
    const ids = await found(filter)
    assert.equal(ids.length, 1, JSON.stringify(filter))
    assert.ok(!ids.includes(caseId))
  }
  const history = await callerHistory(loop, seat, '13800138000')
  assert.ok(history.items.every(item => item.caseId !== caseId))
  const text = JSON.stringify(await readCase(loop, seat, caseId))
  for (const secret of ['王小明', '13800138000', '138-0013-8000', citizen.id])
    assert.ok(!text.includes(secret), secret)
  const own = await readCase(loop, citizen, caseId)
  assert.equal(own.reporter!.name, '王小明', 'the own name is no secret')
})

test('a minor is hidden without asking; whoever speaks for another leaves both names', async t => {
  const { loop, person } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const minor = { ...hidden, confidential: false, minor: true }
  const young = await reportCase(loop, seat, reportBody({ reporter: minor }))
  const { reporter, actions } = await readCase(loop, seat, young.caseId)
  assert.deepEqual([reporter!.name, reporter!.confidential, actions.includes('reveal')], [null, true, true])
  const onBehalfOf = { name: '李奶奶', phone: '0100-5550', relation: 'neighbour' as const }
  const proxy = await reportCase(
    loop,
    seat,
    reportBody({ reporter: { ...hidden, confidential: false, onBehalfOf } }),
  )
  const open = await readCase(loop, seat, proxy.caseId)
  assert.deepEqual([open.reporter!.name, open.reporter!.onBehalfOf], ['王小明', onBehalfOf])
  assert.ok(!open.actions.includes('reveal'))
  const reveal = verbs.reveal(loop, seat, { caseId: proxy.caseId, body: { version: 1, purpose: '核实' } })
  await assert.rejects(reveal, { code: 'cases.not-allowed-now' })
  const both = await reportCase(loop, seat, reportBody({ reporter: { ...hidden, onBehalfOf } }))
  const masked = (await readCase(loop, seat, both.caseId)).reporter!.onBehalfOf
  assert.deepEqual(masked, { relation: 'neighbour', name: null, phone: null })
})
