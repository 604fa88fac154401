import assert from 'node:assert/strict'
import { test } from 'node:test'
import { latLngToCell } from 'h3-js'
import { sql } from 'kysely'
import { inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { testCases } from '../../test/test-cases.ts'
import { caseFilter } from './case.contract.ts'
import { justReported, type NewCase } from './case.draft.ts'
import { listCases } from './list-cases.ts'
import { recordCases } from './record-cases.ts'

const count = 1010

test('a list of more cases than are counted', async t => {
  const { loop, person, database } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const first = Date.UTC(2026, 0, 1)
  const given = Array.from({ length: count }, (_, place): NewCase => {
    const at = new Date(first + place * 60_000)
    const event = { type: 'imported' as const, at, actor: seat, departmentId: null }
    return {
      matter: { subject: '', detail: place % 100 === 0 ? '井盖松动' : '路灯不亮' },
      place: { address: null, longitude: null, latitude: null, regionId: null, cell: null },
      reporter: { name: null, phone: null, anonymous: true },
      channel: 'import',
      nature: place % 400 === 0 ? 'praise' : 'complaint',
      urgency: 'normal',
      reportedAt: at,
      createdBy: seat.id,
      reporterPersonId: null,
      idempotencyKey: null,
      source: 'file',
      externalId: `${place}`,
      generated: false,
      blind: false,
      draftId: null,
      decision: null,
      standing: justReported,
      events: [{ ...event, fromState: null, toState: 'reported' }],
    }
  })
  await inTransaction(database, tx => recordCases(tx, given, '2026-01-01'))
  const momentOf = (place: number) => new Date(first + place * 60_000).toISOString()
  const list = (query: object) => listCases(loop, seat, caseFilter.parse(query))
  /** All pages of a list, one after another. */
  const pages = async (query: object, most = 100) => {
    const moments: string[] = []
    let next: string | null | undefined
    for (let page = 0; page < most && next !== null; page++) {
      const answer = await list({ ...query, ...(next ? { after: next } : {}) })
      moments.push(...answer.items.map(item => item.reportedAt))
      next = answer.next
    }
    return moments
  }

  await t.test('says that there are more, and gives them newest first without a gap', async () => {
    assert.deepEqual((await list({})).count, { value: 1000, more: true })
    const expected = Array.from({ length: count }, (_, place) => momentOf(count - 1 - place))
    assert.deepEqual(await pages({ limit: '100' }), expected)
  })

  await t.test('the same for a search that finds as many', async () => {
    const answer = await list({ words: '路灯', limit: '2' })
    assert.deepEqual(answer.count, { value: 999, more: false }, '11 of 1,010 say something else')
    assert.deepEqual(
      answer.items.map(item => item.reportedAt),
      [momentOf(1009), momentOf(1008)],
    )
  })

  await t.test('few are counted exactly, the same on each page', async () => {
    const praise = await list({ nature: 'praise', limit: '2' })
    assert.deepEqual(praise.count, { value: 3, more: false })
    const second = await list({ nature: 'praise', limit: '2', after: praise.next! })
    assert.deepEqual(second.count, { value: 3, more: false })
    assert.deepEqual(await pages({ nature: 'praise', limit: '2' }), [800, 400, 0].map(momentOf))
    assert.deepEqual(
      await pages({ words: '井盖', limit: '4' }),
      Array.from({ length: 11 }, (_, place) => momentOf(1000 - place * 100)),
    )
  })

  await t.test('none is an empty page and a count of none', async () => {
    const { items, next, count: counted } = await list({ nature: 'help' })
    assert.deepEqual([items, next, counted], [[], null, { value: 0, more: false }])
  })
})

test('pages of what lies far from the newest of all are put in order by its index alone', async t => {
  const { loop, person, owner } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const member = await person('member', ['grid-member'], { regionIds: ['aab'] })
  const [inside, outside] = ['113.004', '113.2'].map(longitude => latLngToCell(30.004, Number(longitude), 9))
  /** Cases a minute apart, one in ten of another nature. */
  const fill = async (from: number, to: number, of: { region: string; cell?: string; reporter?: string }) => {
    await sql`
      insert into cases.case_record (id, code, state, channel, nature, urgency, reported_at, updated_at, created_by, source,
             region_id, cell, reporter_person_id, follow_up_hash)
      select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'N-' || n, 'reported', 'phone',
             case when n % 10 = 0 then 'praise' else 'complaint' end, 'normal', timestamptz '2026-01-01' + n * interval '1 minute',
             now(), 'test', 'test', ${of.region}, ${of.cell ?? null}, ${of.reporter ?? null}::uuid, sha256(n::text::bytea)
        from generate_series(${from}::int, ${to}::int) n`.execute(owner)
    await sql`
      insert into cases.case_content (case_id, subject, detail, anonymous, follow_up_code, longitude, latitude)
      select id, '', '路灯不亮', true, code, 113.004, 30.004 from cases.case_record
       where code like 'N-%' and not exists (select from cases.case_content where case_id = id)`.execute(
      owner,
    )
  }
  // The older ones are looked for; three reported by the member lie among the newer ones of another region.
  await fill(1, 1500, { region: 'aab', cell: inside! })
  await fill(1501, 1600, { region: 'aaa', cell: outside! })
  await fill(1601, 1603, { region: 'aaa', cell: outside!, reporter: member.id })
  await fill(1604, 1700, { region: 'aaa', cell: outside! })
  await sql`update cases.case_record set merged_into = '00000000-0000-7000-8000-000000000001' where code in ('N-7', 'N-1490')`.execute(
    owner,
  )
  const read = async (actor: Actor, query: object) => {
    const codes: number[] = []
    let next: string | null | undefined
    for (let page = 0; page < 100 && next !== null; page++) {
      const asked = caseFilter.parse({ limit: '70', ...query, ...(next ? { after: next } : {}) })
      const answer = await listCases(loop, actor, asked)
      codes.push(...answer.items.map(item => Number(item.code.slice(2))))
      next = answer.next
    }
    return codes
  }
  const down = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, place) => from - place)
  const own = down(1500, 1).filter(n => n !== 7 && n !== 1490)
  const area = '113.0,30.0;113.01,30.0;113.01,30.01;113.0,30.01'

  await t.test('of a region, of an area, of the reader, and of all with another filter', async () => {
    assert.deepEqual(await read(seat, { regionId: 'aab' }), own)
    assert.deepEqual(await read(seat, { area }), own)
    assert.deepEqual(await read(member, {}), [1603, 1602, 1601, ...own])
    assert.deepEqual(
      await read(seat, { area, nature: 'complaint' }),
      own.filter(n => n % 10 !== 0),
    )
    assert.deepEqual(
      await read(member, { regionId: 'aab', nature: 'complaint', words: '路灯不亮' }),
      [],
      'its words were not filled in yet',
    )
    assert.deepEqual(await read(member, { regionId: 'aaa', limit: '2' }), [1603, 1602, 1601])
  })

  await t.test('of more than are put in order, the walk from the newest case gives the same', async () => {
    await fill(2000, 22_500, { region: 'aab', cell: inside! })
    for (const [actor, query] of [
      [seat, { regionId: 'aab' }],
      [seat, { area }],
      [member, {}],
    ] as const) {
      const asked = caseFilter.parse({ limit: '100', ...query })
      const first = await listCases(loop, actor, asked)
      const second = await listCases(loop, actor, { ...asked, after: first.next! })
      assert.deepEqual(
        [...first.items, ...second.items].map(item => Number(item.code.slice(2))),
        down(22_500, 22_301),
      )
    }
  })
})
