import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTransaction } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { personActor } from '../../../test/fixtures/actors.ts'
import { endAccess, letExpire } from '../../../test/register-here.store.ts'
import {
  approver,
  code,
  completeContent,
  emptyRegister,
  person,
  settlement,
  writer,
} from '../../../test/test-register.ts'
import { approveEntry } from './approve-entry.ts'
import { beginStage } from './begin-stage.ts'
import { endRegistration } from './end-registration.ts'
import { readRecord, readRegister, readRegisterDetail } from './read-register.ts'
import { recordFiling } from './record-filing.ts'
import { saveDraft } from './save-draft.ts'

test('what is not on the register does not run; registered, approved by another and begun it does; ended it stops', async t => {
  const { parts, one, register, everywhere, ask, database, kernel } = await emptyRegister(t)
  const unregistered = await ask('水管爆了')
  assert.deepEqual(
    [unregistered.outcome, unregistered.value, unregistered.reason],
    ['abstained', null, 'not-registered'],
  )
  assert.equal(unregistered.modelVersion, null, 'no model was asked')
  await register()
  assert.equal((await ask('水管爆了')).reason, 'not-in-stage', 'registered and begun nowhere')
  await everywhere()
  const made = await ask('水管爆了', 'case:kept')
  assert.equal(made.outcome, 'advised')
  assert.equal((await readRecord(database, parts, one.id)).standing, 'in-force')

  await endRegistration(parts, { algorithm: one.id, reason: '不再需要' }, approver)
  assert.equal((await ask('水管爆了')).reason, 'not-registered')
  const reading = { actor: person, subject: 'case:kept' }
  const recalled = await kernel.recall(database, made.decisionId, reading)
  assert.deepEqual([recalled.value, recalled.reason], [null, 'not-registered'])
  await assert.rejects(
    inTransaction(database, tx => kernel.use(tx, made.decisionId, reading)),
    code('kernel.cut-off'),
  )
  const batch = await kernel.inferMany(one, [{ subject: 'case:b', input: { text: '水' } }], person)
  assert.equal(batch[0]!.reason, 'not-registered')
  const [measured] = await kernel.measure(one, [{ text: '水' }], person)
  assert.equal(measured!.outcome, 'advised', 'what is not registered yet can be measured')

  const kinds = (await readEntries(database, `algorithm:${one.id}`)).map(entry => entry.kind)
  assert.deepEqual(kinds, ['register.drafted', 'register.approved', 'register.stage-begun', 'register.ended'])
  const { changes } = await readRegisterDetail(database, parts, one.id)
  assert.deepEqual(
    changes.map(change => change.act),
    ['ended', 'stage-begun', 'approved', 'drafted'],
  )
  assert.equal(changes[0]!.facts.reason, '不再需要')
  await assert.rejects(
    endRegistration(parts, { algorithm: one.id, reason: '再次' }, approver),
    code('kernel.register-not-in-force'),
  )
})

test('an entry holds until its assessment ends, and not a day longer than its risk allows', async t => {
  const { parts, one, register, everywhere, ask, database, draft, inDays, kernel } = await emptyRegister(t)
  await register()
  await everywhere()
  assert.equal((await ask('水')).outcome, 'advised')
  await letExpire(database, one.id)
  kernel.breakers.forget()
  assert.equal((await ask('水')).reason, 'registration-expired')
  assert.equal((await readRecord(database, parts, one.id)).standing, 'registration-expired')
  const late = await saveDraft(parts, draft({ assessedUntil: inDays(800) }), writer)
  await assert.rejects(
    approveEntry(parts, { algorithm: one.id, ...late }, approver),
    (error: Error) => code('kernel.register-incomplete')(error) && /assessedUntil-late/.test(error.message),
  )
  const again = await saveDraft(parts, draft({ revision: late.revision }), writer)
  await approveEntry(parts, { algorithm: one.id, ...again }, approver)
  assert.equal((await ask('水')).outcome, 'advised', 'renewed')
})

test('a draft is written by one and approved by another; two tabs lose nothing; gaps keep it out', async t => {
  const { parts, one, draft, database } = await emptyRegister(t)
  const first = await saveDraft(parts, draft({ responsible: null }), writer)
  assert.deepEqual(first, { version: 1, revision: 1 })
  const key = { algorithm: one.id, ...first }
  await assert.rejects(approveEntry(parts, key, writer), code('kernel.second-person-required'))
  await assert.rejects(
    approveEntry(parts, key, approver),
    (error: Error) => code('kernel.register-incomplete')(error) && /responsible/.test(error.message),
  )
  await assert.rejects(saveDraft(parts, draft({ revision: 0 }), approver), code('kernel.draft-changed'))
  await assert.rejects(saveDraft(parts, draft({ revision: 7 }), approver), code('kernel.draft-changed'))
  await assert.rejects(
    saveDraft(parts, draft({ revision: 1, responsible: 'nobody' }), writer),
    code('kernel.unknown-responsible'),
  )
  const stray = completeContent({ benefit: `好处${'\ud800'} \u0000` })
  const second = await saveDraft(parts, draft({ revision: 1, content: stray }), writer)
  await assert.rejects(
    approveEntry(parts, key, approver),
    code('kernel.draft-changed'),
    'read before the second',
  )
  const both = await Promise.allSettled(
    [1, 2].map(() => approveEntry(parts, { algorithm: one.id, ...second }, approver)),
  )
  assert.deepEqual(both.map(done => done.status).sort(), ['fulfilled', 'rejected'])
  await assert.rejects(
    approveEntry(parts, { algorithm: one.id, ...second }, approver),
    code('kernel.no-draft'),
  )
  await assert.rejects(
    saveDraft(parts, draft({ algorithm: 'test.none' }), writer),
    code('kernel.unknown-algorithm'),
  )
  const { record, draft: left, people } = await readRegisterDetail(database, parts, one.id)
  assert.deepEqual([record.version, left], [1, null])
  assert.deepEqual(Object.values(people), ['answers'])
})

test('who answers for it has left: the draft says so and cannot come into force', async t => {
  const { parts, one, draft, database, register } = await emptyRegister(t)
  const saved = await saveDraft(parts, draft({ responsible: 'leaves' }), writer)
  await endAccess(database, 'leaves')
  const detail = await readRegisterDetail(database, parts, one.id)
  assert.deepEqual(detail.draft!.gaps, ['responsible'])
  await assert.rejects(
    approveEntry(parts, { algorithm: one.id, ...saved }, approver),
    code('kernel.register-incomplete'),
  )
  await register({ revision: saved.revision })
})

test('a pilot shows advice about its departments only, measures before and after, and goes on to everywhere', async t => {
  const { parts, one, silent, register, everywhere, ask, asked, database } = await emptyRegister(t)
  await assert.rejects(everywhere(), code('kernel.register-not-in-force'))
  await register()
  const pilot = (departments: string[], algorithm = one.id) =>
    beginStage(parts, { algorithm, stage: 'pilot', departments }, approver)
  await assert.rejects(pilot([]), code('kernel.stage-needs-departments'))
  await assert.rejects(pilot(['nowhere']), code('kernel.unknown-department'))
  await pilot(['urban', 'urban'])
  assert.equal((await ask('水管爆了')).outcome, 'advised')
  const outside = await ask('路灯坏了')
  assert.deepEqual([outside.outcome, outside.value, outside.reason], ['abstained', null, 'not-in-stage'])
  await everywhere()
  assert.equal((await ask('路灯坏了')).outcome, 'advised')
  assert.deepEqual(asked, [['urban'], ['urban'], null], 'before the pilot, after it, before everywhere')
  const { stages, changes } = await readRegisterDetail(database, parts, one.id)
  assert.deepEqual(
    stages.map(stage => [stage.stage, stage.departments, stage.baseline?.matters, stage.endedAt === null]),
    [
      ['everywhere', [], 3, true],
      ['pilot', ['urban'], 1, false],
    ],
  )
  assert.equal(stages[1]!.effect!.matters, 2, 'kept when it ended')
  assert.deepEqual(changes[0]!.facts.passedOver, ['region'])
  await register({ algorithm: silent.id, content: completeContent({ leak: 1, harm: 1 }) })
  await assert.rejects(pilot(['urban'], silent.id), code('kernel.stage-needs-departments'))
})

test('the matrix makes the gate: at high risk no stage is passed over and two people confirm, also what was advised before', async t => {
  const { parts, one, register, everywhere, ask, kernel, database } = await emptyRegister(t)
  await register()
  await everywhere()
  const before = await ask('水管爆了', 'case:before')
  await register({ content: completeContent({ leak: 3, harm: 3 }) })
  await assert.rejects(
    beginStage(parts, { algorithm: one.id, stage: 'pilot', departments: ['nowhere'] }, approver),
    code('kernel.unknown-department'),
  )
  const { risk, gate } = await readRecord(database, parts, one.id)
  assert.deepEqual([risk, gate], ['high', 'two-humans-confirm'])
  const settle = (id: string, subject: string, by: string) =>
    inTransaction(database, tx => kernel.settle(tx, id, { ...settlement(subject), by: personActor(by) }))
  assert.equal(await settle(before.decisionId, 'case:before', 'one'), 'waits-for-second-person')
  await assert.rejects(settle(before.decisionId, 'case:before', 'one'), code('kernel.second-person-required'))
  assert.equal(await settle(before.decisionId, 'case:before', 'two'), 'settled')
  const after = await ask('水管爆了', 'case:after')
  assert.equal(await settle(after.decisionId, 'case:after', 'one'), 'waits-for-second-person')
  await endRegistration(parts, { algorithm: one.id, reason: '停用后重来' }, approver)
})

test('at high risk a new algorithm begins with its pilot', async t => {
  const { parts, one, register, everywhere } = await emptyRegister(t)
  await register({ content: completeContent({ leak: 3, harm: 2 }) })
  await assert.rejects(everywhere(), code('kernel.stage-passed-over'))
  const wanted = { algorithm: one.id, departments: ['urban'] }
  await assert.rejects(
    beginStage(parts, { ...wanted, stage: 'region' }, approver),
    code('kernel.stage-passed-over'),
  )
  await beginStage(parts, { ...wanted, stage: 'pilot' }, approver)
  await beginStage(parts, { ...wanted, stage: 'region' }, approver)
  await everywhere()
  await beginStage(parts, { ...wanted, stage: 'pilot' }, approver)
})

test('low in the register does not loosen what the code asks for', async t => {
  const { parts, one, register, database } = await emptyRegister(t)
  await register({ content: completeContent({ leak: 1, harm: 1 }) })
  const record = await readRecord(database, parts, one.id)
  assert.deepEqual([record.risk, record.gate], ['medium', 'human-confirms'])
})

test('the public reads every algorithm of this release, with what nobody wrote shown as empty', async t => {
  const { parts, one, silent, register, everywhere, ask, kernel, database } = await emptyRegister(t)
  await register({ content: completeContent({ website: '' }) })
  await everywhere()
  const made = await ask('水管爆了', 'case:1')
  await inTransaction(database, tx => kernel.settle(tx, made.decisionId, settlement('case:1')))
  const objections = { objections: 3, decided: 2, upheld: 1, overdue: 0, medianDays: 2.5 }
  const objectionFigures = async () => new Map([[one.id, objections]])
  const { items } = await readRegister(database, { ...parts, objectionFigures })
  assert.deepEqual(
    items.map(item => [item.algorithm.id, item.standing]),
    [
      [one.id, 'in-force'],
      [silent.id, 'not-registered'],
    ],
  )
  const [first, second] = items
  assert.equal(first!.content!.website, '')
  assert.deepEqual(first!.recent, { days: 30, decisions: 1, advised: 1, settled: 1, adopted: 1 })
  assert.deepEqual(first!.objections, objections)
  assert.deepEqual([second!.content, second!.objections!.objections], [null, 0])
  assert.ok(!JSON.stringify(items).includes('answers'), 'who answers for it is for staff')
})

test('filings: due after it came into force, due again after a change and an end; none ahead of today', async t => {
  const { parts, one, register, everywhere, database, inDays } = await emptyRegister(t)
  const due = async () => (await readRegisterDetail(database, parts, one.id)).due.map(one => one.act)
  await register({ content: completeContent({ filing: 'dispatch-decision' }) })
  await everywhere()
  assert.deepEqual(await due(), ['filed'])
  const filing = { algorithm: one.id, act: 'filed' as const, number: '网信算备000000000000000000000号' }
  await assert.rejects(recordFiling(parts, { ...filing, on: inDays(3) }, writer), code('kernel.filing-ahead'))
  await recordFiling(parts, { ...filing, on: inDays(-2) }, writer)
  assert.deepEqual(await due(), ['changed'], 'in force since today, filed before')
  await recordFiling(parts, { ...filing, act: 'changed', on: inDays(-1) }, writer)
  const kinds = (await readEntries(database, `algorithm:${one.id}`)).map(entry => entry.kind)
  assert.equal(kinds.filter(kind => kind === 'register.filing').length, 2)
  await endRegistration(parts, { algorithm: one.id, reason: '不再使用' }, approver)
  assert.deepEqual(await due(), ['stopped'])
})
