import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTransaction } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { testDatabase } from '../../../test/test-database.ts'
import { breakerNotices } from './breaker.contract.ts'
import type { ChangeRow } from './breaker.store.ts'
import { recordChange } from './record-change.ts'
import { noticeOf, type RoleNotice } from './tell-of-change.ts'

const algorithms = [{ id: 'cases.dispatch', title: { zh: '派单建议', en: 'Dispatch advice' } }]
const change = (changes: Partial<ChangeRow> = {}): ChangeRow => ({
  algorithm: 'cases.dispatch',
  department: 'roads',
  modelVersion: 'm1',
  before: 'closed',
  after: 'open',
  because: 'drop',
  facts: { overridden: 20 },
  by: 'breaker',
  ...changes,
})
const told = (changes: Partial<ChangeRow>) => noticeOf(change(changes), algorithms)

test('what is cut off is told to those who take over, by department where it is one department', () => {
  const one = told({})
  assert.equal(one.notice, 'breaker-opened')
  assert.deepEqual(one.roles, ['dispatcher', 'ai-engineer', 'security-administrator', 'leader'])
  assert.deepEqual(one.parameters, {
    title: '派单建议',
    titleEnglish: 'Dispatch advice',
    department: 'roads',
  })
  for (const department of ['*', '-']) {
    const everywhere = told({ department })
    assert.equal(everywhere.notice, 'breaker-opened-everywhere', department)
    assert.ok(!('department' in everywhere.parameters), department)
  }
})

test('each state has its notice; what cuts nothing off bothers nobody who only works with it', () => {
  const notices = ['open', 'half-open', 'closed', 'signal', 'off', 'on-asked', 'on'].map(after =>
    told({ after }),
  )
  for (const one of notices) {
    assert.ok(breakerNotices.includes(one.notice))
    assert.ok(one.roles.includes('ai-engineer'), one.notice)
  }
  assert.equal(new Set(notices.map(one => one.notice)).size, notices.length)
  for (const after of ['signal', 'on-asked']) assert.ok(!told({ after }).roles.includes('dispatcher'), after)
})

test('all AI has a name in both languages, and what no longer runs here is named by its id', () => {
  assert.deepEqual(told({ algorithm: '*', department: '*', after: 'off' }).parameters, {
    title: '全部人工智能',
    titleEnglish: 'All AI',
  })
  assert.equal(told({ algorithm: 'of.old' }).parameters.title, 'of.old')
  assert.equal(told({ algorithm: 'of.old' }).parameters.titleEnglish, 'of.old')
})

test('history, ledger and messages are written together or not at all', async t => {
  const { database } = await testDatabase(t)
  const heard: RoleNotice[] = []
  const tellRoles = async (_tx: unknown, notice: RoleNotice) => void heard.push(notice)
  await inTransaction(database, tx => recordChange(tx, { algorithms, tellRoles }, change()))
  const kinds = async () => (await readEntries(database, 'algorithm:cases.dispatch')).map(one => one.kind)
  assert.deepEqual(await kinds(), ['breaker.changed'])
  assert.deepEqual(
    heard.map(one => one.notice),
    ['breaker-opened'],
  )
  const breaks = async () => {
    throw new Error('the inbox does not answer')
  }
  await assert.rejects(
    inTransaction(database, tx =>
      recordChange(tx, { algorithms, tellRoles: breaks }, change({ after: 'closed' })),
    ),
    /inbox does not answer/,
  )
  assert.deepEqual(await kinds(), ['breaker.changed'], 'nothing of it stays')
  await inTransaction(database, tx => recordChange(tx, { algorithms }, change({ after: 'closed' })))
  assert.equal((await kinds()).length, 2, 'where nobody tells, it is recorded all the same')
})
