import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { draftImported, type PlacedRow } from './draft-imported.rules.ts'
import type { ImportedRow } from './row.rules.ts'

const reportedAt = new Date('2020-01-06T04:00:00Z')
const closedAt = new Date('2020-01-09T04:00:00Z')
const startedAt = new Date('2026-01-01T00:00:00Z')
const setting = { source: 'import:old', actor: { id: 'steward', name: '钱' }, startedAt, tellsEnds: true }

function placed(changes: Partial<ImportedRow>): PlacedRow {
  const row: ImportedRow = {
    ...{
      externalId: '1',
      subject: '路灯',
      detail: '不亮',
      reportedAt,
      reporterName: null,
      reporterPhone: null,
    },
    ...{ anonymous: false, address: null, longitude: null, latitude: null, region: null, category: null },
    ...{ department: null, duty: null, nature: 'complaint', channel: 'web', urgency: 'normal', reply: null },
    ...{ closedAt: null, rating: null, unknown: {}, ...changes },
  }
  const id = '01900000-0000-7000-8000-000000000001'
  return {
    number: 2,
    row,
    externalId: '1',
    caseId: id,
    regionId: 'r',
    cell: null,
    categoryId: 'c',
    decision: null,
    blind: false,
  }
}
const draft = (changes: Partial<ImportedRow>, rest: Partial<typeof setting> = {}) =>
  draftImported(placed(changes), { ...setting, ...rest })
const steps = (made: ReturnType<typeof draft>) =>
  made.events.map(
    event => `${event.type}:${event.fromState}>${event.toState}@${event.at.toISOString().slice(0, 10)}`,
  )

test('a handled matter has the past the file tells', () => {
  const made = draft({ department: 'urban', reply: '已修', closedAt, rating: 4 })
  assert.deepEqual(steps(made), [
    'imported:null>handling@2020-01-06',
    'replied:handling>verifying@2020-01-09',
    'closed:verifying>closed@2020-01-09',
    'rated:closed>closed@2020-01-09',
  ])
  assert.equal(made.events[1]!.text, '已修')
  assert.deepEqual(made.events[3]!.details, { score: 4 })
  const { state, disposition, departmentId, categoryId, rating } = made.standing
  assert.deepEqual(
    [state, disposition, departmentId, categoryId, rating],
    ['closed', 'resolved', 'urban', 'c', 4],
  )
  assert.equal(made.standing.closedAt, closedAt)
})

test('without a word of its end a matter is still open, unless the file never speaks of ends', () => {
  const open = draft({ department: 'urban', rating: 4 })
  assert.deepEqual(steps(open), ['imported:null>handling@2020-01-06'])
  assert.deepEqual(
    [open.standing.state, open.standing.disposition, open.standing.rating],
    ['handling', null, null],
  )
  const ended = draft({ department: 'urban' }, { tellsEnds: false })
  assert.deepEqual(steps(ended), ['imported:null>handling@2020-01-06', 'closed:handling>closed@2020-01-06'])
  assert.equal(ended.standing.closedAt, null, 'when it ended is not known and not invented')
})

test('a matter with a reply and no department was answered on the spot', () => {
  const made = draft({ reply: '请拨打供电热线' })
  assert.deepEqual(steps(made), ['imported:null>accepted@2020-01-06', 'answered:accepted>closed@2020-01-06'])
  assert.equal(made.events[1]!.text, '请拨打供电热线')
  assert.equal(made.standing.disposition, 'answered')
})

test('an open matter is reported, with the advice made for it', () => {
  const decision = { id: 'd', subject: 'case:x', hash: 'ff' }
  const row = { ...placed({ unknown: { department: '水务所' } }), decision, blind: true }
  const made = draftImported(row, setting)
  assert.deepEqual(steps(made), ['imported:null>reported@2020-01-06'])
  assert.deepEqual([made.decision, made.blind, made.events[0]!.decisionId], [decision, true, 'd'])
  assert.deepEqual(made.events[0]!.said, { department: '水务所' }, 'what had no meaning here stays readable')
  assert.deepEqual(
    [made.standing.state, made.standing.departmentId, made.standing.categoryId],
    ['reported', null, 'c'],
  )
  assert.deepEqual(
    [made.source, made.externalId, made.createdBy, made.generated],
    ['import:old', '1', 'steward', false],
  )
})

test('a matter is as old as the file says, or as its end, or as the import', () => {
  assert.equal(draft({ reportedAt: null, closedAt, department: 'u' }).reportedAt, closedAt)
  assert.equal(draft({ reportedAt: null }).reportedAt, startedAt)
})

test('an end alone is an answer without words, at its own moment', () => {
  const made = draft({ closedAt })
  assert.deepEqual(steps(made), ['imported:null>accepted@2020-01-06', 'answered:accepted>closed@2020-01-09'])
  assert.equal(made.events[1]!.text, null)
  assert.deepEqual([made.standing.closedAt, made.standing.disposition], [closedAt, 'answered'])
})

test('a rating of an open matter is not kept, one of a matter closed without a reply is', () => {
  const open = draft({ rating: 5 })
  assert.deepEqual([steps(open).length, open.standing.rating], [1, null])
  const closed = draft({ department: 'urban', closedAt, rating: 1 })
  assert.deepEqual(steps(closed).slice(1), [
    'closed:handling>closed@2020-01-09',
    'rated:closed>closed@2020-01-09',
  ])
})

test('a region of the coordinates, the words of the reporter and the place go along', () => {
  const made = draft({
    ...{ address: '幸福路', longitude: 113, latitude: 30, reporterName: '王', reporterPhone: '13800138000' },
    urgency: 'urgent',
  })
  assert.deepEqual(made.place, {
    ...{ address: '幸福路', longitude: 113, latitude: 30 },
    ...{ regionId: 'r', cell: null },
  })
  assert.deepEqual(made.reporter, { name: '王', phone: '13800138000', anonymous: false })
  assert.deepEqual([made.urgency, made.searchLater, made.idempotencyKey], ['urgent', true, null])
})

const moment = fc.integer({ min: 0, max: 1000 }).map(days => new Date(Date.UTC(2015, 0, 1 + days)))
const someRow = fc.record({
  department: fc.option(fc.constant('urban')),
  reply: fc.option(fc.constant('已修')),
  rating: fc.option(fc.integer({ min: 1, max: 5 })),
  reportedAt: fc.option(moment),
  closedAt: fc.option(moment),
  tellsEnds: fc.boolean(),
})

test('whatever a file tells, the past is one chain of steps in time that ends where the case stands', () => {
  const property = fc.property(someRow, ({ tellsEnds, ...row }) => {
    // Such a row is rejected before it comes here.
    fc.pre(row.reportedAt === null || row.closedAt === null || row.reportedAt <= row.closedAt)
    const { events, standing, reportedAt: at } = draft(row, { tellsEnds })
    assert.equal(events[0]!.type, 'imported')
    assert.equal(events[0]!.fromState, null)
    for (const [place, event] of events.entries()) {
      const before = events[place - 1]
      if (before) assert.equal(event.fromState, before.toState)
      assert.ok(event.at >= (before?.at ?? at), `${event.type} comes after what was before it`)
    }
    assert.equal(events.at(-1)!.toState, standing.state)
    assert.equal(standing.state === 'closed', standing.disposition !== null)
    assert.equal(events.filter(one => one.text === '已修').length, row.reply === null ? 0 : 1)
    if (standing.closedAt !== null) assert.equal(standing.closedAt, row.closedAt)
  })
  fc.assert(property, { seed: 12345, numRuns: 500 })
})
