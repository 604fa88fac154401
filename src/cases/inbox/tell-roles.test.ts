import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTransaction } from '#base/index.ts'
import { type BreakerNotice, breakerNotices } from '#kernel/breaker/breaker.contract.ts'
import { testCases } from '../../../test/test-cases.ts'
import { breakerLines } from './breaker-lines.ts'
import { listInbox, unreadOf } from './list-inbox.ts'
import { tellRoles } from './tell-roles.ts'

const parameters = { title: '派单建议', titleEnglish: 'Dispatch advice', department: 'urban' }

test('every notice of the breaker has a line of its own, and no line waits for what never comes', () => {
  assert.deepEqual(breakerLines.map(line => line.on).toSorted(), [...breakerNotices].toSorted())
  for (const line of breakerLines) {
    assert.equal(line.key, `${line.on}.roles`)
    for (const words of [line.zh, line.en]) assert.ok(words[0].includes('{{title}}'), line.key)
  }
})

test('who has a role reads it in the own language; who has not, and who did it, does not', async t => {
  const { loop, database, person } = await testCases(t)
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const handler = await person('handler', ['handler'], { departmentId: 'urban' })
  const engineer = await person('engineer', ['ai-engineer'])
  const other = await person('other', ['ai-engineer'])
  const tell = (notice: BreakerNotice, actor = engineer.id) =>
    inTransaction(database, tx =>
      tellRoles(tx, { notice, roles: ['dispatcher', 'ai-engineer'], actor, parameters }),
    )
  await tell('breaker-opened')
  const read = async (actor: typeof dispatcher, language: 'zh' | 'en') =>
    (await listInbox(loop, actor, { query: { show: 'all', limit: 5 }, language })).items.map(one => one.title)
  assert.match((await read(dispatcher, 'zh'))[0]!, /^派单建议已在.+熔断$/)
  assert.match((await read(dispatcher, 'en'))[0]!, /^Dispatch advice was cut off for /)
  assert.deepEqual(await read(handler, 'zh'), [])
  assert.deepEqual(await read(engineer, 'zh'), [], 'nobody is told of what they did themselves')
  assert.equal((await read(other, 'zh')).length, 1)
  assert.deepEqual(await unreadOf(loop, dispatcher), { value: 1, more: false })
})

test('somebody with two of the roles reads it twice at most, and a list without roles tells nobody', async t => {
  const { loop, database, person } = await testCases(t)
  const both = await person('both', ['dispatcher', 'ai-engineer'])
  const tell = (roles: string[]) =>
    inTransaction(database, tx =>
      tellRoles(tx, { notice: 'ai-switched-off', roles, actor: 'somebody', parameters }),
    )
  await tell([])
  assert.deepEqual(await unreadOf(loop, both), { value: 0, more: false })
  await tell(['dispatcher', 'ai-engineer'])
  const { value } = await unreadOf(loop, both)
  assert.ok(value >= 1 && value <= 2)
})

test('a message that cannot be written takes its act back', async t => {
  const { database } = await testCases(t)
  await assert.rejects(
    inTransaction(database, tx =>
      tellRoles(tx, { notice: 'breaker-closed', roles: ['dispatcher'], actor: null as never, parameters }),
    ),
  )
})
