import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { addBusinessTime, createCity } from '#city/index.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import { verbs } from './action.routes.ts'
import { caseFilter } from './case.contract.ts'
import { countCasesByState } from './count-cases.ts'
import { listCases } from './list-cases.ts'
import { readCase } from './read-case.ts'
import { reportCase } from './report-case.ts'

test('days and deadlines', async t => {
  const { loop, city, person, owner } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const urban = await person('urban', ['handler'], { departmentId: 'urban' })
  const reportedAt = async (moment: string) => {
    const { caseId } = await reportCase(loop, seat, reportBody())
    await sql`update cases.case_record set reported_at = ${moment}::timestamptz where id = ${caseId}::uuid`.execute(
      owner,
    )
    return caseId
  }
  const find = async (filter: object) =>
    (await listCases(loop, seat, caseFilter.parse(filter))).items.map(one => one.caseId).toSorted()

  await t.test('a day is the city’s day: to the millisecond, whatever the server’s clock shows', async () => {
    const before = await reportedAt('2025-03-09T15:59:59.999Z')
    const opens = await reportedAt('2025-03-09T16:00:00.000Z')
    const closes = await reportedAt('2025-03-10T15:59:59.999Z')
    const next = await reportedAt('2025-03-10T16:00:00.000Z')
    assert.deepEqual(await find({ from: '2025-03-10', to: '2025-03-10' }), [opens, closes].toSorted())
    assert.deepEqual(await find({ from: '2025-03-09', to: '2025-03-09' }), [before])
    assert.deepEqual(await find({ from: '2025-03-11', to: '2025-03-11' }), [next])
    assert.deepEqual(await find({ from: '2025-03-11', to: '2025-03-09' }), [], 'an empty span is empty')
    assert.deepEqual(await find({ to: '2025-03-09' }), [before])
  })

  await t.test('leap days and turns of the year', async () => {
    const leap = await reportedAt('2024-02-29T04:00:00Z')
    const turn = await reportedAt('2024-12-31T16:00:00Z')
    assert.deepEqual(await find({ from: '2024-02-29', to: '2024-02-29' }), [leap])
    assert.deepEqual(await find({ from: '2025-01-01', to: '2025-01-01' }), [turn])
  })

  for (const filter of [
    { from: '0000-01-01' },
    { to: '0000-01-01' },
    { from: '0001-01-01', to: '9999-12-31' },
    { from: '9999-12-31' },
    { to: '9999-12-31' },
  ])
    await t.test(
      `far-off days are an answer or a refusal, never a fault: ${JSON.stringify(filter)}`,
      async () => {
        const read = caseFilter.safeParse(filter)
        if (read.success) assert.ok(Array.isArray((await listCases(loop, seat, read.data)).items))
      },
    )

  await t.test('days that are none are refused at the door', () => {
    for (const day of [
      '2025-02-29',
      '2025-13-01',
      '2025-1-1',
      '20250101',
      'today',
      '',
      '2025-01-01T00:00:00Z',
    ])
      assert.equal(caseFilter.safeParse({ from: day }).success, false, day)
  })

  const lamp = { departmentId: 'urban', dutyId: 'lamp', categoryId: null }

  await t.test(
    'the deadline is the duty’s workdays in the city’s calendar, from the dispatch on',
    async () => {
      const caseId = await reportedAt('2025-01-02T00:00:00Z')
      await verbs.dispatch(loop, dispatcher, { caseId, body: { version: 1, ...lamp } })
      const { timeline, dueAt } = await readCase(loop, dispatcher, caseId)
      const sent = new Date(timeline.at(-1)!.at)
      const { calendar } = await city.snapshot()
      assert.equal(dueAt, addBusinessTime(sent, { workdays: 3 }, calendar).at.toISOString())
      assert.equal(timeline.at(-1)!.details.dueAt, dueAt)
    },
  )

  await t.test('before the Spring Festival three workdays are twelve days', async () => {
    const { calendar } = await city.snapshot()
    const friday = new Date('2026-02-13T02:00:00Z')
    const { at, provisional } = addBusinessTime(friday, { workdays: 3 }, calendar)
    assert.equal(at.toISOString(), '2026-02-25T09:30:00.000Z', '14th worked for it, 15th to 23rd off')
    assert.equal(provisional, false)
  })

  await t.test('sent on, the citizen’s waiting does not begin again; given back, it does', async () => {
    const { caseId } = await reportCase(loop, seat, reportBody())
    await verbs.dispatch(loop, dispatcher, { caseId, body: { version: 1, ...lamp } })
    const yesterday = new Date(Date.now() - 86_400_000).toISOString()
    await sql`update cases.case_record set due_at = ${yesterday}::timestamptz where id = ${caseId}::uuid`.execute(
      owner,
    )
    await verbs.dispatch(loop, dispatcher, { caseId, body: { version: 2, ...lamp } })
    assert.equal((await readCase(loop, dispatcher, caseId)).dueAt, yesterday)
    await verbs.return(loop, urban, {
      caseId,
      body: { version: 3, reason: '退回', proposedDepartmentId: null },
    })
    assert.equal((await readCase(loop, dispatcher, caseId)).dueAt, null)
    await verbs.dispatch(loop, dispatcher, { caseId, body: { version: 4, ...lamp } })
    assert.ok((await readCase(loop, dispatcher, caseId)).dueAt! > new Date().toISOString())
  })

  await t.test(
    'late is late while it is open, through every state, and no longer when it is closed',
    async () => {
      const { caseId } = await reportCase(loop, seat, reportBody())
      const late = async () => ({
        listed: (await find({ overdue: 'true' })).includes(caseId),
        counted: (await countCasesByState(loop, seat)).overdue,
      })
      await verbs.dispatch(loop, dispatcher, { caseId, body: { version: 1, ...lamp } })
      const before = await late()
      assert.equal(before.listed, false)
      await sql`update cases.case_record set due_at = now() - interval '1 second' where id = ${caseId}::uuid`.execute(
        owner,
      )
      const steps: [string, (version: number) => Promise<unknown>][] = [
        ['dispatched', async () => undefined],
        ['handling', version => verbs.handle(loop, urban, { caseId, body: { version } })],
        ['verifying', version => verbs.reply(loop, urban, { caseId, body: { version, reply: '好' } })],
      ]
      for (const [place, [state, step]] of steps.entries()) {
        await step(place + 1)
        assert.deepEqual(await late(), { listed: true, counted: before.counted + 1 }, state)
      }
      await verbs.close(loop, dispatcher, { caseId, body: { version: 4 } })
      assert.deepEqual(await late(), before)
    },
  )

  await t.test(
    'a duty that ended yesterday is taken by nobody, one that begins tomorrow neither',
    async () => {
      const { caseId } = await reportCase(loop, seat, reportBody())
      const send = () => verbs.dispatch(loop, dispatcher, { caseId, body: { version: 1, ...lamp } })
      await sql`update city.duty set valid_to = current_date - 1 where id = 'lamp'`.execute(owner)
      await sql`update city.setting set version = version + 1`.execute(owner)
      const late = { ...loop, city: { snapshot: async () => await freshCity() } }
      const act = () => verbs.dispatch(late, dispatcher, { caseId, body: { version: 1, ...lamp } })
      await assert.rejects(act(), { code: 'cases.unknown-duty' })
      await sql`update city.duty set valid_to = null, valid_from = current_date + 2 where id = 'lamp'`.execute(
        owner,
      )
      await sql`update city.setting set version = version + 1`.execute(owner)
      await assert.rejects(act(), { code: 'cases.unknown-duty' })
      await sql`update city.duty set valid_from = '2024-01-01' where id = 'lamp'`.execute(owner)
      await sql`update city.setting set version = version + 1`.execute(owner)
      assert.equal((await act()).state, 'dispatched')
      await assert.rejects(send(), { code: 'cases.stale' })
    },
  )

  async function freshCity() {
    return await createCity({ database: loop.database }).snapshot()
  }
})
