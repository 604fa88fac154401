import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction } from '#base/index.ts'
import { reportBody, testCases } from '../../../test/test-cases.ts'
import { verbs } from '../action.routes.ts'
import { adviseCases } from '../advise-cases.ts'
import { readCase } from '../read-case.ts'
import { reportCase } from '../report-case.ts'
import { fairnessReport } from './fairness.contract.ts'
import { readFairness } from './read-fairness.ts'

test('advice and its outcome by group, on real cases', async t => {
  const { loop, person, database } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const read = async (changes: Partial<{ days: number; identity: boolean }> = {}) =>
    fairnessReport.parse(await readFairness(loop, { days: 90, identity: false, ...changes }))
  const groupsIn = async (dimension: string, changes = {}) =>
    (await read(changes)).dimensions.find(one => one.dimension === dimension)?.groups ?? []

  await t.test('of nothing there is nothing to compare', async () => {
    const report = await read()
    assert.equal(report.cases, 0)
    assert.ok(report.dimensions.every(one => one.groups.length === 0 && one.gaps.length === 0))
  })

  const made: string[] = []
  for (let place = 0; place < 24; place++) {
    const channel = (place % 2 === 0 ? 'phone' : 'web') as 'phone'
    const body = reportBody({
      channel,
      detail: `第${place}盏路灯不亮了${'，请派人来修'.repeat(place % 2 ? 40 : 0)}`,
    })
    made.push((await reportCase(loop, seat, body)).caseId)
  }
  await adviseCases(loop, made)

  await t.test(
    'channels and lengths stand apart, each with its count and the share that abstained',
    async () => {
      const channels = await groupsIn('channel')
      assert.deepEqual(channels.map(one => `${one.key} ${one.count}`).toSorted(), ['phone 12', 'web 12'])
      const abstained = channels[0]!.shares.find(one => one.name === 'abstained')!
      assert.equal(abstained.of, 12)
      assert.ok(abstained.value !== null && abstained.low! <= abstained.value)
      const lengths = (await groupsIn('length')).map(one => one.key).toSorted()
      assert.deepEqual(lengths, ['long', 'short'], 'told from sealed texts without opening them')
    },
  )

  await t.test('what people did counts, blind decisions do not', async () => {
    for (const [place, caseId] of made.slice(0, 12).entries()) {
      const { version } = await readCase(loop, dispatcher, caseId)
      const departmentId = place < 9 ? 'urban' : 'police'
      const body = { version, departmentId, dutyId: null, categoryId: null, reason: '按职责' }
      await verbs.dispatch(loop, dispatcher, { caseId, body: body as never })
    }
    const all = (await groupsIn('nature'))[0]!
    const shareOf = (name: string) => all.shares.find(one => one.name === name)!
    assert.equal(shareOf('adopted').of, 12)
    assert.equal((shareOf('adopted').value ?? 0) + (shareOf('overridden').value ?? 0), 1)
    await inTransaction(database, tx =>
      sql`update cases.case_record set blind = true where id = any(${made.slice(0, 12)}::uuid[])`.execute(tx),
    )
    const blind = (await groupsIn('nature'))[0]!
    assert.equal(blind.shares.find(one => one.name === 'adopted')!.of, 0)
  })

  await t.test('by who reported only where it is asked for', async () => {
    assert.deepEqual(await groupsIn('identity'), [])
    const groups = await groupsIn('identity', { identity: true })
    assert.deepEqual(
      groups.map(one => one.key),
      ['named'],
    )
  })
})
