import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTransaction } from '#base/index.ts'
import { testCases } from '../../test/test-cases.ts'
import { caseFigures } from './case-figures.ts'

test('what the kernel asks of the matters is answered of an empty city too, and people can be told', async t => {
  const { database, city, person, loop } = await testCases(t)
  const figures = caseFigures(async () => await city.snapshot())
  const now = new Date()
  const span = { departments: null, from: new Date(now.getTime() - 86_400_000), to: now }
  const stage = await figures.measureStage(database, span)
  assert.equal(stage.matters, 0)
  assert.equal(stage.resolved, null, 'nothing was counted, so no share is told')
  assert.equal((await figures.objectionFigures(database)).size, 0)
  assert.equal(await figures.countObjections(database, { algorithm: 'cases.dispatch', since: span.from }), 0)
  const nowhere = { decisionId: crypto.randomUUID(), subject: `case:${crypto.randomUUID()}` }
  assert.deepEqual(await figures.effectOf(database, nowhere), [])
  const engineer = await person('engineer', ['ai-engineer'])
  await inTransaction(database, tx =>
    figures.tellRoles(tx, {
      notice: 'breaker-signal',
      roles: ['ai-engineer'],
      actor: 'breaker',
      parameters: { title: '派单建议', titleEnglish: 'Dispatch advice' },
    }),
  )
  const { unreadOf } = await import('./inbox/list-inbox.ts')
  assert.deepEqual(await unreadOf(loop, engineer), { value: 1, more: false })
})
