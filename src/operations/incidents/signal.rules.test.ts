import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '#ledger/index.ts'
import { addUp, bucketOf, countedKinds, countedOf, plantedKind, type SeenEntry } from './signal.rules.ts'

const at = new Date('2026-11-02T10:07:30Z')
const entry = (kind: string, body: Json = { by: 'wang' }, recordedAt = at): SeenEntry => ({
  kind,
  subject: 'x',
  recordedAt,
  body,
})
const never = () => false
const always = () => true
const of = (kind: string, body?: Json, isNight = never) =>
  countedOf(entry(kind, body), isNight).map(one => [one.signal, one.about, one.amount, one.drill])

test('entries give what they are to be counted as, about whom', () => {
  assert.deepEqual(of('contact.looked'), [['personal-read', 'wang', 1, '']])
  assert.deepEqual(of('decision.content-looked'), [['personal-read', 'wang', 1, '']])
  assert.deepEqual(of('case.reporter-revealed', { actor: 'li' }), [['personal-read', 'li', 1, '']])
  assert.deepEqual(of('case.person-export'), [
    ['personal-read', 'wang', 1, ''],
    ['export', 'wang', 1, ''],
  ])
  assert.deepEqual(of('access.refused', { by: 'li', times: 7 }), [['access-refused', 'li', 7, '']])
  assert.deepEqual(of('access.refused', { by: 'li' }), [['access-refused', 'li', 1, '']])
  assert.deepEqual(of('case.export-ended', { by: 'li', rows: 812.9 }), [['export-rows', 'li', 812, '']])
  for (const kind of [
    'case.exported',
    'decision.list-exported',
    'decision.trace-exported',
    'decision.prov-exported',
    'fairness.exported',
  ])
    assert.deepEqual(of(kind), [['export', 'wang', 1, '']], kind)
  assert.deepEqual(of('levels.confirmed'), [['safeguard-changed', 'wang', 1, '']])
  assert.deepEqual(of('session.locked', { reason: 'wrong-password' }), [['account-locked', '*', 1, '']])
  assert.deepEqual(of('decision.made', { algorithm: 'a', outcome: 'refused' }), [
    ['decision-refused', 'a', 1, ''],
  ])
  assert.deepEqual(of('decision.made', { algorithm: 'a', outcome: 'advised' }), [])
  assert.deepEqual(of('breaker.changed', { after: 'open' }), [['breaker-opened', '*', 1, '']])
  assert.deepEqual(of('breaker.changed', { after: 'half-open' }), [])
  assert.deepEqual(of('ledger.resumed'), [['ledger-found', '*', 1, '']])
  assert.ok(countedKinds.length >= 20)
})

test('what is not counted, or has no name, gives nothing; nor does a body of another form', () => {
  for (const kind of ['case.reported', 'toString', 'constructor', '']) assert.deepEqual(of(kind), [], kind)
  for (const body of [{}, { by: null }, { by: 3 }, { by: '' }, null, 'text', [1]] as Json[])
    assert.deepEqual(of('contact.looked', body), [], JSON.stringify(body))
  for (const times of [-4, 0, Number.NaN, 'many'] as Json[])
    assert.deepEqual(of('access.refused', { by: 'li', times })[0]![2], 1)
})

test('an export at night counts as one and as one at night', () => {
  assert.deepEqual(
    of('case.exported', undefined, always).map(one => one[0]),
    ['export', 'export-night'],
  )
  assert.deepEqual(
    of('contact.looked', undefined, always).map(one => one[0]),
    ['personal-read'],
  )
})

test('a planted entry is read as what it says, for its drill; its night is what it says, whatever the clock', () => {
  const planted = (body: object, isNight = never) =>
    of(plantedKind, { by: 'drill', ...body } as Json, isNight)
  assert.deepEqual(planted({ as: 'contact.looked', drill: 'd1' }), [['personal-read', 'drill', 1, 'd1']])
  assert.deepEqual(planted({ as: 'case.exported', drill: 'd1' }, always), [['export', 'drill', 1, 'd1']])
  assert.deepEqual(
    planted({ as: 'case.exported', drill: 'd1', night: true }).map(one => one[0]),
    ['export', 'export-night'],
  )
  for (const body of [
    { as: 'contact.looked' },
    { as: 'contact.looked', drill: '' },
    { drill: 'd1' },
    { as: plantedKind, drill: 'd1' },
  ])
    assert.deepEqual(planted(body), [], JSON.stringify(body))
})

test('entries are added up by ten minutes, by whom and by drill', () => {
  const later = new Date('2026-11-02T10:10:00Z')
  assert.equal(new Date(bucketOf(at)).toISOString(), '2026-11-02T10:00:00.000Z')
  const planted = { as: 'contact.looked', by: 'wang', drill: 'd1' }
  const sums = addUp(
    [
      entry('contact.looked'),
      entry('contact.looked'),
      entry('contact.looked', { by: 'li' }),
      entry('contact.looked', { by: 'wang' }, later),
      entry(plantedKind, planted),
      entry('access.refused', { by: 'wang', times: 3 }),
      entry('access.refused', { by: 'wang', times: 4 }),
      entry('case.reported'),
    ],
    never,
  )
  assert.deepEqual(
    sums.map(one => [
      one.signal,
      one.about,
      one.drill,
      new Date(one.bucket).getUTCMinutes(),
      one.times,
      one.amount,
    ]),
    [
      ['personal-read', 'wang', '', 0, 2, 2],
      ['personal-read', 'li', '', 0, 1, 1],
      ['personal-read', 'wang', '', 10, 1, 1],
      ['personal-read', 'wang', 'd1', 0, 1, 1],
      ['access-refused', 'wang', '', 0, 2, 7],
    ],
  )
  assert.deepEqual(addUp([], never), [])
})
