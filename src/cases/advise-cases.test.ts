import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reportBody, testCases } from '../../test/test-cases.ts'
import { verbs } from './action.routes.ts'
import { adviseCases, adviseCasesJob } from './advise-cases.ts'
import { selectCase } from './case.store.ts'
import { readCase, readCaseAdvice } from './read-case.ts'
import { reportCase } from './report-case.ts'

test('advice for cases that came without it', async t => {
  const { loop, person, kernel, database, jobs } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const several = async (count: number) => {
    const ids: string[] = []
    for (let i = 0; i < count; i++) ids.push((await reportCase(loop, seat, reportBody())).caseId)
    return ids
  }
  const advisedEvents = async (caseId: string) =>
    (await readCase(loop, seat, caseId)).timeline.filter(event => event.type === 'advised').length

  await t.test('a batch gets one decision each, which can be recalled', async () => {
    const ids = await several(3)
    assert.equal(await adviseCases(loop, ids), 3)
    const decisions = new Set<string>()
    for (const caseId of ids) {
      const advice = await readCaseAdvice(loop, seat, caseId)
      decisions.add(advice.decisionId!)
      const governed = await kernel.recall<{ candidates: { departmentId: string }[] }>(
        database,
        advice.decisionId!,
        { actor: seat, subject: `case:${caseId}` },
      )
      assert.equal(governed.value!.candidates[0]!.departmentId, 'urban')
    }
    assert.equal(decisions.size, 3)
  })

  await t.test('run twice, also at once, it advises once', async () => {
    const ids = await several(3)
    const counts = await Promise.all([adviseCases(loop, ids), adviseCases(loop, [...ids].reverse())])
    assert.equal(counts[0]! + counts[1]!, 3)
    assert.equal(await adviseCases(loop, [...ids, ...ids]), 0)
    for (const caseId of ids) assert.equal(await advisedEvents(caseId), 1)
  })

  await t.test('of a few similar cases are looked for, of many at once not; both say so', async () => {
    const askedOf = async (count: number) => {
      const given: unknown[] = []
      const inferMany: typeof loop.kernel.inferMany = async (algorithm, items, actor) => {
        given.push(...items.map(item => (item.input as { inBulk?: boolean }).inBulk))
        return await loop.kernel.inferMany(algorithm, items, actor)
      }
      const watched = { ...loop, kernel: { ...loop.kernel, inferMany } }
      assert.equal(await adviseCases(watched, await several(count)), count)
      return given
    }
    assert.deepEqual(await askedOf(5), Array(5).fill(undefined))
    assert.deepEqual(await askedOf(6), Array(6).fill(true))
  })

  await t.test('one job may ask for more cases than one transaction takes', async () => {
    const ids = await several(3)
    const sizes: number[] = []
    const kernel = {
      ...loop.kernel,
      inferMany: ((algorithm, items, actor) => {
        sizes.push(items.length)
        return loop.kernel.inferMany(algorithm, items, actor)
      }) satisfies typeof loop.kernel.inferMany,
    }
    const unknown = Array.from({ length: 99 }, () => crypto.randomUUID())
    await adviseCasesJob({ ...loop, kernel }).run(
      [{ caseIds: [ids[0]!, ...unknown] }, { caseIds: [ids[1]!, ids[2]!] }],
      new AbortController().signal,
    )
    assert.deepEqual(sizes, [1, 2])
    for (const caseId of ids) assert.equal(await advisedEvents(caseId), 1)
  })

  await t.test('what is closed or not there is passed over', async () => {
    const [caseId] = await several(1)
    await verbs.answer(loop, seat, { caseId: caseId!, body: { version: 1, reply: '答', categoryId: null } })
    assert.equal(await adviseCases(loop, [caseId!, crypto.randomUUID()]), 0)
    assert.equal((await selectCase(database, { caseId: caseId!, scope: seat.scope }))!.decision_id, null)
  })

  await t.test('an act at the same moment is not lost, and the sequence has no hole', async () => {
    const [caseId] = await several(1)
    await Promise.all([
      adviseCases(loop, [caseId!]),
      verbs.comment(loop, seat, { caseId: caseId!, body: { version: 1, note: '二' } }),
      verbs.comment(loop, seat, { caseId: caseId!, body: { version: 1, note: '一' } }),
    ])
    const { timeline, version } = await readCase(loop, seat, caseId!)
    assert.equal(timeline.length, 4)
    assert.equal(version, 3)
    const record = (await selectCase(database, { caseId: caseId!, scope: seat.scope }))!
    assert.equal(record.last_seq, 4)
  })

  await t.test('the queue brings it about', async () => {
    const [caseId] = await several(1)
    await jobs.work([adviseCasesJob(loop) as never])
    for (let look = 0; look < 600 && (await advisedEvents(caseId!)) === 0; look++)
      await new Promise(resolve => setTimeout(resolve, 50))
    assert.equal(await advisedEvents(caseId!), 1)
  })
})
