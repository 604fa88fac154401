import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Actor } from '#identity/index.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import { verbs } from './action.routes.ts'
import { caseFilter } from './case.contract.ts'
import { caseStates } from './case-words.contract.ts'
import { countCasesByState } from './count-cases.ts'
import { listCases } from './list-cases.ts'
import { reportCase } from './report-case.ts'

test('lists are whole', async t => {
  const { loop, person, owner } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const report = async (changes: object = {}) =>
    (await reportCase(loop, seat, { ...reportBody(), ...changes })).caseId
  const page = (actor: Actor, filter: object) => listCases(loop, actor, caseFilter.parse(filter))
  const walk = async (
    actor: Actor,
    filter: object,
    between: () => Promise<unknown> = async () => undefined,
  ) => {
    const found: string[] = []
    let after: string | undefined
    do {
      const one = await page(actor, { ...filter, after })
      found.push(...one.items.map(item => item.caseId))
      after = one.next ?? undefined
      if (after) await between()
    } while (after)
    return found
  }
  const first = new Set<string>()
  for (let number = 0; number < 23; number++)
    first.add(
      await report({ urgency: number % 3 === 0 ? 'urgent' : 'normal', regionId: number % 2 ? 'aaa' : 'ab' }),
    )
  const nextMoment = async () => {
    const at = new Date('2026-03-01T08:00:00Z').toISOString()
    await sql`update cases.case_record set reported_at = ${at}::timestamptz
               where id in (select id from cases.case_record order by id limit 9)`.execute(owner)
  }

  await t.test('nine cases of one and the same moment are each on one page', async () => {
    await nextMoment()
    for (const limit of ['1', '2', '4', '200']) {
      const found = await walk(seat, { limit })
      assert.equal(found.length, 23, limit)
      assert.deepEqual(new Set(found), first)
    }
  })

  await t.test(
    'what comes in while somebody turns pages neither repeats nor hides what was there',
    async () => {
      const found = await walk(seat, { limit: '5' }, async () => {
        await Promise.all([report(), report()])
      })
      assert.equal(new Set(found).size, found.length, 'no repeats')
      for (const caseId of first) assert.ok(found.includes(caseId), 'nothing was skipped')
    },
  )

  await t.test('a page is in order and turns over to exactly what is older', async () => {
    const one = await page(seat, { limit: '10' })
    const moments = one.items.map(item => item.reportedAt)
    assert.deepEqual(moments, moments.toSorted().reverse())
    const two = await page(seat, { limit: '10', after: one.next })
    assert.ok(two.items[0]!.reportedAt <= moments.at(-1)!)
    assert.equal(two.count.value, one.count.value, 'the count is of all pages')
  })

  await t.test('a made-up or cut position is refused, never guessed', async () => {
    const { next } = await page(seat, { limit: '3' })
    const bad = [
      'x',
      `${next}x`,
      next!.slice(0, -3),
      Buffer.from('2026-01-01 1').toString('base64url'),
      '%00',
      '',
    ]
    for (const after of bad)
      await assert.rejects(page(seat, { after }), { code: 'base.invalid-input' }, after)
    for (const position of [
      '275760-09-13T00:00:00.001Z',
      '0000-00-00T00:00:00.000Z',
      '-000001-01-01T00:00:00.000Z',
    ]) {
      const after = Buffer.from(`${position} ${[...first][0]}`).toString('base64url')
      const outcome = await page(seat, { after }).then(
        () => 'taken',
        (error: { code: string }) => error.code,
      )
      assert.ok(['taken', 'base.invalid-input'].includes(outcome), `${position}: ${outcome}`)
    }
  })

  await t.test('counts are those of the lists, for every state, filter and reader', async () => {
    const ids = [...first]
    const to = (departmentId: string) => ({ version: 1, departmentId, dutyId: 'lamp', categoryId: null })
    await verbs.dispatch(loop, dispatcher, { caseId: ids[0]!, body: to('urban') })
    await verbs.dispatch(loop, dispatcher, { caseId: ids[1]!, body: to('police') })
    await verbs.dispatch(loop, dispatcher, { caseId: ids[2]!, body: to('urban') })
    await verbs.answer(loop, seat, { caseId: ids[3]!, body: { version: 1, reply: '好', categoryId: null } })
    await sql`update cases.case_record set due_at = now() - interval '1 day' where id in (${ids[0]!}, ${ids[3]!})`.execute(
      owner,
    )
    const readers = [
      seat,
      await person('urban', ['handler'], { departmentId: 'urban' }),
      await person('lead', ['department-lead'], { departmentId: 'government' }),
      await person('walker', ['grid-member'], { regionIds: ['aaa'] }),
      await person('analyst', ['analyst']),
      await person('citizen', ['citizen']),
    ]
    for (const reader of readers) {
      const { states, overdue } = await countCasesByState(loop, reader)
      for (const state of caseStates) {
        const listed = await walk(reader, { state, limit: '7' })
        assert.equal(states[state] ?? 0, listed.length, `${reader.account}, ${state}`)
        assert.equal((await page(reader, { state })).count.value, listed.length)
      }
      const late = await walk(reader, { overdue: 'true' })
      assert.equal(late.length, overdue, reader.account)
      const all = await walk(reader, {})
      const inTime = await walk(reader, { overdue: 'false' })
      assert.deepEqual([...late, ...inTime].toSorted(), all.toSorted(), 'late or not, and nothing twice')
    }
    assert.deepEqual(await walk(seat, { overdue: 'true' }), [ids[0]], 'what is closed is late no more')
  })

  await t.test('filters narrow together, and places hold what lies under them', async () => {
    const urgent = await walk(seat, { urgency: 'urgent' })
    const below = await walk(seat, { regionId: 'aa' })
    const both = await walk(seat, { urgency: 'urgent', regionId: 'aa' })
    assert.deepEqual(both.toSorted(), urgent.filter(one => below.includes(one)).toSorted())
    assert.ok(both.length > 0 && both.length < urgent.length)
    assert.deepEqual(await walk(seat, { regionId: 'a' }), await walk(seat, {}), 'the city is everything')
    for (const filter of [
      { regionId: 'nowhere' },
      { departmentId: 'nobody' },
      { categoryId: 'nothing' },
      { regionId: '%' },
    ])
      assert.deepEqual(await walk(seat, filter), [], 'an unknown place is no place, not every place')
  })
})
