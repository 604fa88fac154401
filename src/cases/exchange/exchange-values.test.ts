import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isSealed } from '#base/index.ts'
import { caseStates } from '../case-words.contract.ts'
import {
  orderKey,
  orderNote,
  type ReconciliationBody,
  reconciliation,
  reconciliationBody,
} from './exchange.contract.ts'
import { bodyOf, isFinal, mostAttempts, pauseSeconds, type Told } from './message.rules.ts'
import { newPartner, partnerRenewal, partnerRotation } from './partner.contract.ts'
import { type HeldOrder, reconcile } from './reconcile.rules.ts'
import { standardAdapter } from './standard-adapter.rules.ts'

const order = (changes: object = {}) =>
  standardAdapter.readOrder({ orderId: 'P-1', detail: '路灯不亮', ...changes })
/** A field of an order as it is read, or the name of the field that is wrong. */
const field = (name: string, value: unknown) => {
  const read = order({ [name]: value })
  return typeof read === 'string'
    ? `wrong: ${read.split(':')[0]}`
    : (read as unknown as Record<string, unknown>)[name]
}

const fields: [name: string, sent: unknown, kept: unknown][] = [
  ['orderId', ' P-7 ', 'P-7'],
  ['orderId', 7, 'wrong: orderId'],
  ['orderId', '\u200b', 'wrong: orderId'],
  ['orderId', '号'.repeat(200), '号'.repeat(200)],
  ['orderId', '号'.repeat(201), 'wrong: orderId'],
  ['orderId', 'sealed:1:AAAA', 'sealed: 1:AAAA'],
  ['orderId', 'P\u00007', 'P7'],
  ['subject', '题'.repeat(200), '题'.repeat(200)],
  ['subject', '题'.repeat(201), 'wrong: subject'],
  ['subject', null, 'wrong: subject'],
  ['subject', '\u2800', ''],
  ['detail', 'sealed:j:{}', 'sealed: j:{}'],
  ['detail', '半\ud83d字', '半\ufffd字'],
  ['detail', '长'.repeat(18_000), '长'.repeat(18_000)],
  ['detail', '长'.repeat(18_001), 'wrong: detail'],
  ['detail', ['路灯'], 'wrong: detail'],
  ['address', null, null],
  ['address', '路'.repeat(301), 'wrong: address'],
  ['longitude', 180, 180],
  ['longitude', 180.1, 'wrong: longitude'],
  ['longitude', '121.5', 'wrong: longitude'],
  ['latitude', -90, -90],
  ['latitude', Number.NaN, 'wrong: latitude'],
  ['nature', 'enquiry', 'enquiry'],
  ['nature', '投诉', 'wrong: nature'],
  ['urgency', 'urgent', 'urgent'],
  ['urgency', null, 'wrong: urgency'],
  ['dueAt', '2026-12-01T17:00:00+08:00', '2026-12-01T17:00:00+08:00'],
  ['dueAt', '2026-12-01T17:00:00', 'wrong: dueAt'],
  ['dueAt', '2026-02-30T17:00:00Z', 'wrong: dueAt'],
  ['dueAt', 1764579600, 'wrong: dueAt'],
]
for (const [name, sent, kept] of fields)
  test(`order ${name}: ${String(JSON.stringify(sent)).slice(0, 40)}`, () =>
    assert.deepEqual(field(name, sent), kept))

test('every field that is wrong is named at once, and fields that nobody asked for are left out', () => {
  const said = standardAdapter.readOrder({ orderId: '', detail: 7, latitude: 91, nature: 'x' })
  assert.ok(typeof said === 'string')
  assert.deepEqual(
    said.split('; ').map(one => one.split(':')[0]),
    ['orderId', 'detail', 'latitude', 'nature'],
  )
  const read = order({
    state: 'closed',
    departmentId: 'd-1',
    __proto__: { urgency: 'urgent' },
    channel: 'phone',
  })
  assert.ok(typeof read === 'object')
  assert.deepEqual(Object.keys(read).sort(), [
    'address',
    'detail',
    'dueAt',
    'latitude',
    'longitude',
    'nature',
    'orderId',
    'reporter',
    'subject',
    'urgency',
  ])
  assert.equal(read.urgency, 'normal')
})

test('no JSON makes the reader of orders throw, and what it reads can be stored and opens nothing', () => {
  const property = fc.property(
    fc.oneof(fc.jsonValue(), fc.record({ orderId: fc.string(), detail: fc.string({ unit: 'binary' }) })),
    body => {
      const read = standardAdapter.readOrder(body)
      if (typeof read === 'string') return assert.notEqual(read, '')
      for (const text of [read.orderId, read.detail]) {
        assert.ok(text !== '' && text.isWellFormed() && !text.includes('\u0000') && !isSealed(text))
      }
    },
  )
  fc.assert(property, { numRuns: 500, seed: 41 })
})

test('an id is read the same in an order, in its address and in a list: it is found again by what was sent', () => {
  for (const sent of ['P-1', ' P-1 ', 'sealed:1:AAAA', 'P\u00001', '号 / ? #', '\ud83d']) {
    const read = order({ orderId: sent })
    assert.ok(typeof read === 'object')
    assert.equal(orderKey.parse({ orderId: sent }).orderId, read.orderId)
    const list = reconciliationBody.parse({
      from: '2026-11-01T00:00:00Z',
      to: '2026-12-01T00:00:00Z',
      orders: [{ orderId: sent, state: 'unknown' }],
    })
    assert.equal(list.orders[0]!.orderId, read.orderId)
    assert.equal(orderNote.safeParse({ noteId: sent.slice(0, 100), kind: 'remind', text: '' }).success, true)
  }
})

const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
const lists = fc.array(
  fc.record({ orderId: ids, state: fc.constantFrom(...caseStates, 'unknown' as const) }),
  { maxLength: 10 },
)
const holdings = fc
  .uniqueArray(fc.record({ orderId: ids, state: fc.constantFrom(...caseStates), inSpan: fc.boolean() }), {
    selector: one => one.orderId,
  })
  .map(rows => rows.map((one): HeldOrder => ({ ...one, caseCode: `code-${one.orderId}` })))
const span: Pick<ReconciliationBody, 'from' | 'to'> = {
  from: '2026-11-01T00:00:00Z',
  to: '2026-12-01T00:00:00Z',
}

test('of a reconciliation every order is in one place, and the counts add up', () => {
  const property = fc.property(lists, holdings, (orders, held) => {
    const report = reconcile({ ...span, orders }, held, new Date('2026-12-01T08:00:00Z'))
    assert.deepEqual(reconciliation.parse(report), report)
    const sent = new Set<string>(orders.map(one => one.orderId))
    const { counts } = report
    assert.equal(counts.sent, sent.size)
    assert.equal(counts.matching + counts.missingHere + counts.differing, sent.size)
    assert.equal(
      Object.values(report.states).reduce((all, one) => all + one, 0),
      counts.held,
    )
    for (const orderId of report.missingHere) assert.ok(!held.some(one => one.orderId === orderId))
    for (const { orderId, caseCode } of report.missingThere) {
      assert.ok(!sent.has(orderId))
      assert.equal(caseCode, `code-${orderId}`)
    }
    for (const one of report.differing) {
      assert.notEqual(one.theirs, one.ours)
      assert.ok(
        caseStates.some(state => state === one.theirs),
        'who does not know contradicts nobody',
      )
      assert.equal(held.find(own => own.orderId === one.orderId)!.state, one.ours)
    }
    const once = [
      ...report.missingHere,
      ...report.missingThere.map(one => one.orderId),
      ...report.differing.map(one => one.orderId),
    ]
    assert.equal(new Set(once).size, once.length)
  })
  fc.assert(property, { numRuns: 400, seed: 42 })
})

test('a platform that sends back what it was told is in agreement', () => {
  const property = fc.property(holdings, held => {
    const orders = held.map(({ orderId, state }) => ({ orderId, state }))
    const { counts } = reconcile({ ...span, orders }, held, new Date())
    assert.deepEqual(
      [counts.matching, counts.missingHere, counts.missingThere, counts.differing],
      [held.length, 0, 0, 0],
    )
  })
  fc.assert(property, { numRuns: 100, seed: 43 })
})

test('tries come at the times that are documented, never sooner than three quarters and never later than five', () => {
  const middle = [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600, 3600, 3600, 3600]
  assert.equal(middle.length, mostAttempts)
  assert.deepEqual(
    middle.map((_, at) => pauseSeconds(at + 1, 0.5)),
    middle,
  )
  const property = fc.property(
    fc.integer({ min: 1, max: mostAttempts }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    (tries, chance) => {
      const pause = pauseSeconds(tries, chance)
      const whole = middle[tries - 1]!
      assert.ok(
        pause >= Math.floor(whole * 0.75) && pause <= Math.ceil(whole * 1.25),
        `${tries} ${chance} ${pause}`,
      )
    },
  )
  fc.assert(property, { numRuns: 200, seed: 44 })
  const ends: [code: string, status: number | undefined, final: boolean][] = [
    ['base.webhook-target-refused', undefined, true],
    ['base.webhook-failed', 410, true],
    ['base.webhook-failed', 404, false],
    ['base.webhook-failed', 500, false],
    ['base.webhook-failed', undefined, false],
  ]
  for (const [code, status, final] of ends) assert.equal(isFinal(code, status), final, `${code} ${status}`)
})

test('how a case ended is told of closed cases only, and what was never said is null, not left out', () => {
  const at = new Date('2026-11-23T08:00:00Z')
  const told: Told = {
    type: 'dispatched',
    at,
    caseId: 'c',
    code: 'K',
    sequence: 2,
    state: 'dispatched',
    disposition: 'resolved',
    departmentId: null,
    categoryId: null,
    regionId: null,
    reportedAt: at,
    dueAt: new Date(Number.NaN),
    closedAt: at,
  }
  for (const state of caseStates) {
    const { data } = JSON.parse(JSON.stringify(bodyOf({ ...told, state }))) as {
      data: Record<string, unknown>
    }
    const closed = state === 'closed'
    assert.deepEqual(
      [data.disposition, data.closedAt, data.dueAt, data.departmentId],
      [closed ? 'resolved' : null, closed ? '2026-11-23T08:00:00.000Z' : null, null, null],
      state,
    )
    assert.equal(Object.keys(data).length, 11)
  }
})

test('how long a key may be good, and what it may be for', () => {
  const name = '水务平台'
  const partners: [given: object, good: boolean][] = [
    [{ name, rights: ['report'] }, true],
    [{ name, rights: [] }, false],
    [{ name, rights: ['everything'] }, false],
    [{ name: '\u200b', rights: ['report'] }, false],
    [{ name: '名'.repeat(101), rights: ['report'] }, false],
    [{ name, rights: ['report'], days: 731 }, true],
    [{ name, rights: ['report'], days: 732 }, false],
    [{ name, rights: ['report'], days: 0 }, false],
    [{ name, rights: ['report'], days: 1.5 }, false],
    [{ name, rights: ['report'], callsPerMinute: 0 }, false],
    [{ name, rights: ['report'], callsPerMinute: 60_001 }, false],
    [{ name, rights: ['exchange'], adapter: 'other' }, false],
  ]
  for (const [given, good] of partners)
    assert.equal(newPartner.safeParse(given).success, good, JSON.stringify(given).slice(0, 90))
  assert.deepEqual(newPartner.parse({ name: ' sealed:1:x ', rights: ['report'] }).name, 'sealed: 1:x')
  assert.deepEqual([partnerRenewal.parse({}).days, partnerRotation.parse({}).overlapDays], [365, 7])
  for (const overlapDays of [-1, 91, 0.5, '7'])
    assert.ok(!partnerRotation.safeParse({ overlapDays }).success, String(overlapDays))
})
