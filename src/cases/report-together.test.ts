import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { isCode } from '#base/index.ts'
import { newestDecisions } from '#kernel/index.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import { adviseJob } from './advise-cases.ts'
import { selectCase } from './case.store.ts'
import { readCase } from './read-case.ts'
import { reportCase } from './report-case.ts'

test('reports of one moment', async t => {
  const { loop, person, kernel, database, owner } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const other = await person('other', ['seat'])
  const recordOf = async (caseId: string) => (await selectCase(database, { caseId, scope: seat.scope }))!
  const advise = async (body: ReturnType<typeof reportBody>) => {
    const input = { subject: body.subject, detail: body.detail, regionId: null }
    const { decisionId } = await kernel.infer(
      loop.dispatchAlgorithm,
      { subject: `draft:${body.draftId}`, input },
      seat,
    )
    return decisionId
  }
  /** The transactions that wrote these cases, and the cases of each job. */
  const writtenBy = async (ids: readonly string[]) => {
    const { rows } = await sql<{ by: string }>`
      select distinct xmin::text as by from cases.case_record where id = any(${[...ids]}::uuid[])`.execute(
      owner,
    )
    return rows.length
  }
  const jobsOf = async (ids: readonly string[]) => {
    const { rows } = await sql<{ caseIds: string[] }>`
      select data -> 'caseIds' as "caseIds" from pgboss.job where name = ${adviseJob.name}`.execute(owner)
    return rows.map(row => row.caseIds).filter(caseIds => caseIds.some(id => ids.includes(id)))
  }

  await t.test('share a transaction and a job; each has its own content and ledger entry', async () => {
    const bodies = Array.from({ length: 12 }, (_, i) => ({ ...reportBody(), detail: `第 ${i} 盏路灯不亮` }))
    const made = await Promise.all(bodies.map(body => reportCase(loop, seat, body)))
    const ids = made.map(one => one.caseId)
    assert.equal(new Set(ids).size, 12)
    assert.ok((await writtenBy(ids)) < 12, 'not a transaction each')
    assert.deepEqual((await jobsOf(ids)).flat().sort(), ids.toSorted(), 'each is advised on once')
    assert.ok((await jobsOf(ids)).length < 12)
    for (const [place, { caseId }] of made.entries()) {
      const { detail, timeline } = await readCase(loop, seat, caseId)
      assert.equal(detail, bodies[place]!.detail)
      assert.equal(timeline.length, 1)
      const { rows } = await sql<{ kind: string }>`
        select kind from ledger.entry where subject = ${`case:${caseId}`}`.execute(owner)
      assert.deepEqual(rows, [{ kind: 'case.reported' }])
    }
  })

  await t.test(
    'each is tied to the advice of its own draft, and only where its sender may read it',
    async () => {
      const bodies = Array.from({ length: 5 }, () => reportBody())
      const first = await advise(bodies[0]!)
      const third = await advise(bodies[2]!)
      const made = await Promise.all(bodies.map(body => reportCase(loop, seat, body)))
      const records = await Promise.all(made.map(one => recordOf(one.caseId)))
      assert.deepEqual(
        records.map(record => record.decision_id),
        [first, null, third, null, null],
      )
      assert.equal((await readCase(loop, seat, made[2]!.caseId)).timeline[0]!.decisionId, third)
      const asked = made.filter((_, place) => place !== 0 && place !== 2).map(one => one.caseId)
      assert.deepEqual((await jobsOf(made.map(one => one.caseId))).flat().sort(), asked.sort())
    },
  )

  await t.test('one that cannot be written fails alone', async () => {
    const broken = { ...reportBody(), externalId: 'broken' }
    const loops = {
      ...loop,
      kernel: {
        ...loop.kernel,
        recall: async () => {
          throw new Error('altered')
        },
      },
    }
    await advise(broken)
    const bodies = [reportBody(), broken, reportBody()]
    const [one, two, three] = await Promise.allSettled(bodies.map(body => reportCase(loops, seat, body)))
    assert.equal(one?.status, 'fulfilled')
    assert.equal(three?.status, 'fulfilled')
    assert.ok(two?.status === 'rejected' && (two.reason as Error).message === 'altered')
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from cases.case_record where external_id = 'broken'`.execute(owner)
    assert.equal(rows[0]!.count, 0)
  })

  await t.test('of several people keep their senders; who may not report is not in it', async () => {
    const handler = await person('handler', ['handler'])
    const [one, two, refused] = await Promise.allSettled([
      reportCase(loop, seat, reportBody()),
      reportCase(loop, other, reportBody()),
      reportCase(loop, handler, reportBody()),
    ])
    assert.ok(one?.status === 'fulfilled' && two?.status === 'fulfilled')
    assert.equal((await recordOf(one.value.caseId)).created_by, seat.id)
    assert.equal((await recordOf(two.value.caseId)).created_by, other.id)
    assert.ok(refused?.status === 'rejected' && isCode(refused.reason, 'cases.not-permitted'))
  })

  await t.test('the newest decision of each of many subjects', async () => {
    const body = reportBody()
    await advise(body)
    const newest = await advise(body)
    const subject = `draft:${body.draftId}`
    const found = await newestDecisions(database, loop.dispatchAlgorithm.id, [subject, 'draft:nothing'])
    assert.deepEqual([...found], [[subject, newest]])
    assert.equal((await newestDecisions(database, 'cases.classify', [subject])).size, 0)
    assert.equal((await newestDecisions(database, 'cases.dispatch', [])).size, 0)
  })
})
