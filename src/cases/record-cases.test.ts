import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction } from '#base/index.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import { justReported, type NewCase } from './case.draft.ts'
import type { NewEvent } from './event.draft.ts'
import { readCase } from './read-case.ts'
import { recordCases } from './record-cases.ts'

test('cases with a past', async t => {
  const { database, loop, person } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const step = (type: NewEvent['type'], day: number, change: Partial<NewEvent> = {}): NewEvent => ({
    type,
    at: new Date(Date.UTC(2025, 0, day)),
    actor: { id: 'import', name: '导入' },
    departmentId: null,
    fromState: null,
    toState: 'reported',
    ...change,
  })
  const past = (externalId: string | null): NewCase => {
    const { subject, detail, reporter } = reportBody()
    const closedAt = new Date(Date.UTC(2025, 0, 3))
    return {
      matter: { subject, detail },
      place: { address: null, longitude: null, latitude: null, regionId: 'aaa', cell: null },
      reporter,
      channel: 'import',
      nature: 'complaint',
      urgency: 'normal',
      reportedAt: new Date(Date.UTC(2025, 0, 1)),
      createdBy: 'import',
      reporterPersonId: null,
      idempotencyKey: null,
      source: 'file-1',
      externalId,
      generated: false,
      blind: false,
      draftId: null,
      decision: null,
      standing: {
        ...justReported,
        state: 'closed',
        disposition: 'resolved',
        departmentId: 'urban',
        closedAt,
        rating: 4,
        resolved: true,
      },
      events: [
        step('imported', 1),
        step('dispatched', 2, { fromState: 'reported', toState: 'dispatched', departmentId: 'urban' }),
        step('closed', 3, {
          fromState: 'dispatched',
          toState: 'closed',
          departmentId: 'urban',
          text: '办结',
        }),
      ],
    }
  }
  const record = (cases: readonly NewCase[]) =>
    inTransaction(database, tx => recordCases(tx, cases, '2025-01-01'))
  const entries = async () => {
    const { rows } = await sql<{ kind: string; body: { cases: number; events: number; digest: string } }>`
      select kind, body from ledger.entry where kind like 'case.%' order by recorded_at, id`.execute(database)
    return rows
  }

  await t.test('are read like any other', async () => {
    const [written] = await record([past('a')])
    const detail = await readCase(loop, seat, written!.caseId)
    assert.equal(detail.version, 3)
    assert.equal(detail.rating, 4)
    assert.equal(detail.reportedAt, '2025-01-01T00:00:00.000Z')
    assert.deepEqual(
      detail.timeline.map(event => [event.type, event.at.slice(0, 10)]),
      [
        ['imported', '2025-01-01'],
        ['dispatched', '2025-01-02'],
        ['closed', '2025-01-03'],
      ],
    )
    assert.deepEqual(detail.actions, ['comment', 'call-back'])
  })

  await t.test('a batch has one ledger entry with a digest of all its events', async () => {
    const before = (await entries()).length
    await record([past('b'), past('c'), past(null), past(null)])
    const added = (await entries()).slice(before)
    assert.equal(added.length, 1)
    assert.equal(added[0]!.kind, 'case.batch-recorded')
    assert.deepEqual([added[0]!.body.cases, added[0]!.body.events], [4, 12])
    assert.match(added[0]!.body.digest, /^[0-9a-f]{64}$/)
  })

  await t.test('nothing new writes nothing, not even to the ledger', async () => {
    const before = (await entries()).length
    const results = await record([past('b'), past('c')])
    assert.deepEqual(
      results.map(one => one.repeated),
      [true, true],
    )
    assert.equal((await entries()).length, before)
    assert.deepEqual(await record([]), [])
  })

  await t.test('the day may differ from row to row', async () => {
    const rows = [past('d'), past('e')]
    const results = await inTransaction(database, tx =>
      recordCases(tx, rows, one => (one.externalId === 'd' ? '2025-01-01' : '2025-01-02')),
    )
    assert.deepEqual(
      results.map(one => one.code.slice(0, 8)),
      ['20250101', '20250102'],
    )
  })

  // Many that are searched later are copied, few are inserted: nobody may see by a case which way it came.
  const searchedLater = (externalId: string | null): NewCase => ({
    ...past(externalId),
    matter: { subject: '制表符\t与反斜杠\\N', detail: '一行\n又一行\r\n{"a":"\\"}😀' },
    searchLater: true,
  })
  const stored = async (caseId: string) => {
    const { rows } = await sql<Record<string, unknown>>`
      select to_jsonb(record) - '{id, code, follow_up_hash, external_id}'::text[] as record,
             to_jsonb(content) - '{case_id, follow_up_code}'::text[] as content,
             to_json(array(select to_jsonb(event) - '{id, recorded_at, case_id, commitment}'::text[] from cases.event
                    where event.case_id = record.id order by seq)) as events,
             to_json(array(select to_jsonb(said) - '{event_id, recorded_at, salt}'::text[] from cases.event
                     join cases.event_content said on said.event_id = event.id
                    where event.case_id = record.id order by seq)) as said
        from cases.case_record record join cases.case_content content on content.case_id = record.id
       where record.id = ${caseId}`.execute(database)
    return rows[0]!
  }

  await t.test('many at once are as those written one by one', async () => {
    const [alone] = await record([searchedLater('alone')])
    const many = await record(Array.from({ length: 40 }, (_, place) => searchedLater(`many-${place}`)))
    assert.equal(new Set(many.map(one => one.code)).size, 40)
    const expected = await stored(alone!.caseId)
    assert.equal((expected.events as unknown[]).length, 3)
    for (const one of many) {
      assert.equal(one.repeated, false)
      assert.deepEqual(await stored(one.caseId), expected)
    }
    const detail = await readCase(loop, seat, many[7]!.caseId)
    assert.equal(detail.detail, searchedLater(null).matter.detail)
  })

  await t.test(
    'of many, those that were there already come back as repeated; the others are written',
    async () => {
      const before = (await entries()).length
      const again = await record(Array.from({ length: 60 }, (_, place) => searchedLater(`many-${place}`)))
      assert.deepEqual(
        again.map(one => one.repeated),
        Array.from({ length: 60 }, (_, place) => place < 40),
      )
      const added = (await entries()).slice(before)
      assert.deepEqual(
        added.map(entry => entry.body.cases),
        [20],
      )
      for (const one of again) assert.equal((await readCase(loop, seat, one.caseId)).timeline.length, 3)
    },
  )

  await t.test('a row among many that the database refuses takes them all back', async () => {
    const broken = { ...searchedLater('x-30'), standing: { ...past('f').standing, disposition: null } }
    const rows = Array.from({ length: 30 }, (_, place) => searchedLater(`x-${place}`))
    await assert.rejects(record([...rows, broken]))
    assert.ok((await record(rows)).every(one => !one.repeated))
  })

  await t.test('a row the database refuses takes the whole batch back', async () => {
    const broken = { ...past('f'), standing: { ...past('f').standing, disposition: null } }
    await assert.rejects(record([past('g'), broken]))
    const [fresh] = await record([past('g')])
    assert.equal(fresh!.repeated, false)
  })

  await t.test('an id that is taken ends in an error, not in a loop', async () => {
    const [one] = await record([past('h')])
    await assert.rejects(record([{ ...past('i'), id: one!.caseId }]), { code: 'cases.no-code-left' })
  })
})
