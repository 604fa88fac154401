import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { visitor } from '#identity/index.ts'
import { readEntries } from '#ledger/index.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import { caseFilter, reportByCitizen as citizenBody, reportByStaff } from './case.contract.ts'
import { listCases } from './list-cases.ts'
import { readCase } from './read-case.ts'
import { reportByCitizen } from './report-by-citizen.ts'
import { reportCase } from './report-case.ts'

test('no report is lost and none is doubled', async t => {
  const { loop, person, database, owner } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const parsed = (changes: object) => reportByStaff.parse({ ...reportBody(), ...changes })
  const total = async () => {
    const { rows } = await sql<{
      count: number
    }>`select count(*)::int as count from cases.case_record`.execute(owner)
    return rows[0]!.count
  }

  await t.test('twenty identical reports at once are one case, one event, one ledger entry', async () => {
    const before = await total()
    const body = parsed({ idempotencyKey: 'click-twenty-times' })
    const all = await Promise.all(Array.from({ length: 20 }, () => reportCase(loop, seat, body)))
    assert.equal(new Set(all.map(one => one.caseId)).size, 1)
    assert.equal(new Set(all.map(one => one.code)).size, 1)
    assert.equal(all.filter(one => !one.repeated).length, 1)
    assert.equal(await total(), before + 1)
    assert.equal((await readCase(loop, seat, all[0]!.caseId)).timeline.length, 1)
    const entries = await readEntries(database, `case:${all[0]!.caseId}`)
    assert.deepEqual(
      entries.map(entry => entry.kind),
      ['case.reported'],
    )
  })

  await t.test('twenty citizens who press at once, each with their own words, are twenty cases', async () => {
    const { draftId: _, channel: __, nature: ___, urgency: ____, ...matter } = reportBody()
    const report = (number: number) =>
      reportByCitizen(
        loop,
        visitor,
        citizenBody.parse({ ...matter, detail: `第${number}件`, idempotencyKey: 'same-key-of-all' }),
      )
    const all = await Promise.all(Array.from({ length: 20 }, (_, number) => report(number)))
    assert.equal(new Set(all.map(one => one.caseId)).size, 20)
    assert.equal(new Set(all.map(one => one.followUpCode)).size, 20)
    assert.ok(all.every(one => !one.repeated))
  })

  await t.test('a system that sends an empty external id with every report loses none', async () => {
    const one = await reportCase(loop, seat, parsed({ externalId: '' }))
    const two = await reportCase(loop, seat, parsed({ externalId: '', detail: '另一件事' }))
    assert.notEqual(one.caseId, two.caseId)
    assert.equal((await readCase(loop, seat, two.caseId)).detail, '另一件事')
    assert.equal((await readCase(loop, seat, two.caseId)).externalId, null)
  })

  await t.test('blanks around an external id make no second case', async () => {
    const one = await reportCase(loop, seat, parsed({ externalId: 'P-77' }))
    const two = await reportCase(loop, seat, parsed({ externalId: ' P-77 ' }))
    assert.equal(one.caseId, two.caseId)
  })

  for (const [title, mark] of [
    ['U+0000', '\u0000'],
    ['a lone surrogate', '\ud800'],
    ['an emoji', '🔥'],
    ['a quote', "'; drop table cases.case_record; --"],
  ])
    await t.test(`${title} in an external id or a key is taken or refused, never a fault`, async () => {
      const externalId = `outside-${mark}`
      const idempotencyKey = `click-once-${mark}`
      const one = await reportCase(loop, seat, parsed({ externalId, idempotencyKey }))
      const again = await reportCase(loop, seat, parsed({ externalId, idempotencyKey }))
      assert.equal(again.caseId, one.caseId)
    })

  await t.test(
    'a key of one case and an external id of another give one of the two, and no third',
    async () => {
      const one = await reportCase(loop, seat, parsed({ idempotencyKey: 'key-of-the-first' }))
      const two = await reportCase(loop, seat, parsed({ externalId: 'of-the-second' }))
      const before = await total()
      const both = await reportCase(
        loop,
        seat,
        parsed({ idempotencyKey: 'key-of-the-first', externalId: 'of-the-second' }),
      )
      assert.ok(both.repeated)
      assert.ok([one.caseId, two.caseId].includes(both.caseId))
      assert.equal(await total(), before)
    },
  )

  await t.test('two shifts with one external id at the same moment: each sender has one case', async () => {
    const other = await person('other', ['seat'])
    const send = (actor: typeof seat) => reportCase(loop, actor, parsed({ externalId: 'same-moment' }))
    const all = await Promise.all([seat, other, seat, other, seat, other].map(send))
    assert.equal(new Set(all.map(one => one.caseId)).size, 2)
    for (const actor of [seat, other]) {
      const own = all.filter((_, place) => (place % 2 === 0) === (actor === seat))
      assert.equal(new Set(own.map(one => one.caseId)).size, 1)
    }
  })

  await t.test('what counts as a report is in the list exactly once', async () => {
    const ids: string[] = []
    let after: string | undefined
    do {
      const page = await listCases(loop, seat, caseFilter.parse({ limit: '7', after }))
      ids.push(...page.items.map(one => one.caseId))
      after = page.next ?? undefined
    } while (after)
    assert.equal(new Set(ids).size, ids.length)
    assert.equal(ids.length, await total())
  })

  await t.test(
    'a role of citizen beside a working role does not make callers’ cases the own ones',
    async () => {
      const both = await person('both', ['grid-member', 'citizen'], { regionIds: ['aab'] })
      const made = await reportCase(loop, both, parsed({ regionId: 'aaa' }))
      const { rows } = await sql<{ reporter_person_id: string | null }>`
      select reporter_person_id from cases.case_record where id = ${made.caseId}::uuid`.execute(owner)
      assert.equal(rows[0]!.reporter_person_id, null, 'taken in on behalf of a caller')
      await assert.rejects(readCase(loop, both, made.caseId), { code: 'base.not-found' })
      const { draftId: _, channel: __, nature: ___, urgency: ____, ...matter } = reportBody()
      const own = await reportByCitizen(loop, both, { ...matter, idempotencyKey: 'really-my-own' })
      assert.equal((await readCase(loop, both, own.caseId)).detail, matter.detail)
    },
  )
})
