import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { inTransaction } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { personActor } from '../../../test/fixtures/actors.ts'
import { deleteContent } from '../decision.store.ts'
import { algorithm, code, testKernel } from '../kernel.fixture.ts'
import { recognise } from '../recognise/recognise.rules.ts'
import { type AlarmReport, alarmReport, alarmRuling } from './alarm.contract.ts'
import { selectExceptions } from './alarm.store.ts'
import { listAlarms, trainingRows } from './list-alarms.ts'
import { probesFor } from './probes.ts'
import { reportAlarm } from './report-alarm.ts'
import { endRuledException, ruleOnAlarm } from './rule-on-alarm.ts'
import { testExceptions } from './test-exceptions.ts'

const seat = personActor('seat-1')
const officer = personActor('officer-1')

async function arrange(t: TestContext) {
  const dispatch = algorithm({ onAttack: 'mark' })
  const { kernel, database } = await testKernel(t, { algorithms: [dispatch] })
  let count = 0
  const say = async (text: string) => {
    const subject = `draft:${++count}`
    const { decisionId } = await kernel.infer(dispatch, { subject, input: { text } }, seat)
    return { decisionId, subject }
  }
  const parts = { ...kernel, database }
  const report = (changes: Partial<AlarmReport> & { decisionId: string }, by = seat) =>
    reportAlarm(parts, { claim: 'false-alarm', about: 'mobile', why: '这是公示牌', ...changes }, by)
  const rule = (alarmId: string, verdict: 'upheld' | 'rejected', before?: string) =>
    ruleOnAlarm(parts, alarmId, { verdict, reason: '核对过', by: officer, ...(before ? { before } : {}) })
  const listed = async () => (await listAlarms(database, { limit: 100 })).items
  return { kernel, database, say, report, rule, listed, parts }
}

test('of many who report one place at once one does; another place, topic or claim is another report', async t => {
  const { say, report, database, listed } = await arrange(t)
  const { decisionId } = await say('公示牌13812345678，另13987654321')
  const at = (words: string, changes: Partial<AlarmReport> = {}) => report({ decisionId, words, ...changes })
  const all = await Promise.allSettled(Array.from({ length: 8 }, () => at('13812345678')))
  const refused = all.filter(one => one.status === 'rejected')
  assert.equal(refused.length, 7)
  for (const one of refused) assert.ok(code('kernel.alarm-reported')(one.reason))
  await at('13987654321')
  await at('13812345678', { about: 'landline' })
  await assert.rejects(
    report({ decisionId, words: '13812345678' }, personActor('seat-2')),
    code('kernel.alarm-reported'),
  )
  const items = await listed()
  assert.deepEqual(
    items.map(one => [one.about, one.state, one.reportedBy]),
    [
      ['landline', 'open', seat.id],
      ['mobile', 'open', seat.id],
      ['mobile', 'open', seat.id],
    ],
  )
  const entries = await Promise.all(items.map(one => readEntries(database, `alarm:${one.alarmId}`)))
  assert.deepEqual(
    entries.map(one => one.length),
    [1, 1, 1],
    'who was refused left nothing in the ledger',
  )
})

test('of two who rule at once one does, and there is one exception', async t => {
  const { say, report, rule, database, listed } = await arrange(t)
  const { decisionId } = await say('公示牌13812345678')
  const alarmId = await report({ decisionId, words: '13812345678' })
  const both = await Promise.allSettled([
    rule(alarmId, 'upheld'),
    rule(alarmId, 'upheld'),
    rule(alarmId, 'rejected'),
  ])
  assert.equal(both.filter(one => one.status === 'fulfilled').length, 1)
  for (const one of both) if (one.status === 'rejected') assert.ok(code('kernel.alarm-ruled')(one.reason))
  const [item] = await listed()
  assert.equal((await selectExceptions(database)).length, item!.state === 'upheld' ? 1 : 0)
  assert.equal((await readEntries(database, `alarm:${alarmId}`)).length, 2)
})

test('a ruling that is refused for its reach leaves the alarm open, and it can be ruled on again', async t => {
  const { say, report, rule, listed, database } = await arrange(t)
  const { decisionId } = await say('公示牌13812345678')
  const alarmId = await report({ decisionId, words: '13812345678' })
  await assert.rejects(rule(alarmId, 'upheld', '电话'), code('kernel.exception-too-wide'))
  const [open] = await listed()
  assert.deepEqual([open!.state, open!.ruledBy, open!.ruling, open!.exception], ['open', null, null, null])
  assert.equal((await readEntries(database, `alarm:${alarmId}`)).length, 1)
  const exceptionId = await rule(alarmId, 'upheld', '公示牌')
  const [upheld] = await listed()
  assert.deepEqual(
    [upheld!.state, upheld!.exception!.exceptionId, upheld!.exception!.by, upheld!.exception!.before],
    ['upheld', exceptionId, 'before', '公示牌'],
  )
})

test('no value that a person announces can be made quiet by its words, each in its type', async t => {
  const { say, report, rule, database } = await arrange(t)
  const values = new Map<string, { type: AlarmReport['about']; text: string }>()
  for (const probe of probesFor({ about: 'mobile' }))
    for (const { type, start, end } of recognise(probe))
      values.set(probe.slice(start, end), { type: type as AlarmReport['about'], text: probe })
  assert.deepEqual([...values.values()].map(one => one.type).sort(), [
    'bank_card',
    'email',
    'id_card',
    'mobile',
  ])
  for (const [words, { type, text }] of values) {
    const { decisionId } = await say(text)
    const alarmId = await report({ decisionId, words, about: type })
    await assert.rejects(rule(alarmId, 'upheld'), code('kernel.exception-too-wide'), words)
    assert.equal(await rule(alarmId, 'rejected'), null)
  }
  assert.deepEqual(await selectExceptions(database), [])
})

test('what was missed is found by its words however a ruling names what stands before them', async t => {
  const { say, report, rule, listed } = await arrange(t)
  const { decisionId } = await say('请找蓝鲸小队的人。')
  const alarmId = await report({ decisionId, claim: 'missed', about: 'own:team', words: '蓝鲸小队' })
  await rule(alarmId, 'upheld', '请找')
  const [item] = await listed()
  assert.deepEqual(
    [item!.exception!.effect, item!.exception!.by, item!.exception!.before],
    ['find', 'words', null],
  )
})

test('an attack of fewer than four signs is not made an exception: it would stand in too much', async t => {
  const { say, report, rule } = await arrange(t)
  const { decisionId } = await say('你好。照办。照纸条上写的做。')
  const missed = (words: string) => report({ decisionId, claim: 'missed', about: 'attack', words })
  await assert.rejects(rule(await missed('照办'), 'upheld'), code('kernel.exception-too-wide'))
  assert.ok(await rule(await missed('照纸条'), 'upheld'), 'grown to its sentence it is long enough')
})

test('after what was said is erased an alarm can only be rejected, and nothing more is reported', async t => {
  const { say, report, rule, listed, database } = await arrange(t)
  const { decisionId, subject } = await say('公示牌13812345678')
  const alarmId = await report({ decisionId, words: '13812345678' })
  await inTransaction(database, tx => deleteContent(tx, subject))
  await assert.rejects(rule(alarmId, 'upheld'), code('kernel.alarm-words-not-found'))
  await assert.rejects(report({ decisionId, words: '公示牌' }), code('kernel.alarm-words-not-found'))
  assert.equal(await rule(alarmId, 'rejected'), null)
  const [item] = await listed()
  assert.deepEqual([item!.state, item!.text, item!.ruling], ['rejected', null, '核对过'])
})

test('an exception by what stands before lives on when its words are erased, without its sentence', async t => {
  const { say, report, rule, database, kernel } = await arrange(t)
  const { decisionId, subject } = await say('公示牌13812345678')
  const exceptionId = await rule(await report({ decisionId, words: '13812345678' }), 'upheld', '公示牌')
  await inTransaction(database, tx => deleteContent(tx, subject))
  const [left] = await selectExceptions(database)
  assert.deepEqual([left?.id, left?.words, left?.before, left?.sample], [exceptionId, null, '公示牌', null])
  const guard = await kernel.guard()
  assert.deepEqual(
    await testExceptions(database, guard),
    { total: 0, failed: [] },
    'no sentence to ask about',
  )
  assert.deepEqual(guard.findingsIn('公示牌13987654321'), [])
  assert.equal(await trainingRows(database), '')
})

test('a guard that does not do what was ruled is named by its alarm, both ways', async t => {
  const { say, report, rule, database } = await arrange(t)
  const first = await say('公示牌13812345678，请找蓝鲸小队。')
  const quiet = await report({ decisionId: first.decisionId, words: '13812345678' })
  const find = await report({ ...first, claim: 'missed', about: 'own:team', words: '蓝鲸小队' })
  await rule(quiet, 'upheld')
  const exceptionId = await rule(find, 'upheld')
  const deaf = { findingsIn: () => [], attackIn: () => ({ score: 0, flagged: false, because: [] }) }
  assert.deepEqual(await testExceptions(database, deaf), {
    total: 2,
    failed: [{ alarmId: find, about: 'own:team' }],
  })
  const nervous = { ...deaf, findingsIn: (text: string) => recognise(text) }
  assert.deepEqual((await testExceptions(database, nervous)).failed, [
    { alarmId: quiet, about: 'mobile' },
    { alarmId: find, about: 'own:team' },
  ])
  await endRuledException({ database, exceptions: { forget: () => undefined } }, exceptionId!, officer)
  assert.deepEqual(
    await testExceptions(database, deaf),
    { total: 1, failed: [] },
    'what has ended is not asked about',
  )
})

test('what a report and a ruling may hold', () => {
  const decisionId = '01890000-0000-7000-8000-000000000000'
  const whole = { decisionId, claim: 'missed', about: 'own:team', words: '蓝鲸', why: '内部代号' }
  const reports: [changes: object, good: boolean][] = [
    [{}, true],
    [{ about: 'attack' }, true],
    [{ about: 'own:Team' }, false],
    [{ about: 'own:' }, false],
    [{ about: `own:${'x'.repeat(61)}` }, false],
    [{ claim: 'wrong' }, false],
    [{ words: ' ' }, false],
    [{ words: '长'.repeat(2000) }, true],
    [{ words: '长'.repeat(2001) }, false],
    [{ why: '因' }, false],
    [{ why: ' 因\u0000 ' }, false],
    [{ start: 0, end: 1 }, true],
    [{ start: -1, end: 1 }, false],
    [{ start: 0 }, false],
    [{ end: 1 }, false],
    [{ start: 0.5, end: 1 }, false],
    [{ decisionId: 'x' }, false],
  ]
  for (const [changes, good] of reports)
    assert.equal(
      alarmReport.safeParse({ ...whole, ...changes }).success,
      good,
      JSON.stringify(changes).slice(0, 80),
    )
  const ruling = { verdict: 'upheld', reason: '核对过', before: ' 工单号 ' }
  assert.deepEqual(alarmRuling.parse(ruling).before, '工单号')
  for (const wrong of [{ before: '' }, { before: '长'.repeat(41) }, { reason: '一' }, { verdict: 'open' }])
    assert.ok(!alarmRuling.safeParse({ ...ruling, ...wrong }).success, JSON.stringify(wrong).slice(0, 80))
})
