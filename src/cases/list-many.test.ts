import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTransaction } from '#base/index.ts'
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
