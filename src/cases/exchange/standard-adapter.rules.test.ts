import assert from 'node:assert/strict'
import { test } from 'node:test'
import { standardAdapter } from './standard-adapter.rules.ts'

test('an order is read, what was left out is nothing', () => {
  assert.deepEqual(standardAdapter.readOrder({ orderId: 'P-1', detail: ' 路灯不亮 ' }), {
    orderId: 'P-1',
    subject: '',
    detail: '路灯不亮',
    address: null,
    longitude: null,
    latitude: null,
    reporter: { name: null, phone: null, anonymous: true },
    nature: 'complaint',
    urgency: 'normal',
    dueAt: null,
  })
  const read = standardAdapter.readOrder({
    orderId: 'P-1',
    detail: 'x',
    reporterPhone: '13800138000',
    dueAt: '2026-11-30T17:00:00+08:00',
  })
  assert.ok(typeof read === 'object')
  assert.deepEqual(read.reporter, { name: null, phone: '13800138000', anonymous: false })
})

test('an order that is none is refused in words', () => {
  const wrong: [unknown, RegExp][] = [
    [null, /./],
    [{ detail: 'x' }, /orderId/],
    [{ orderId: ' ', detail: 'x' }, /orderId/],
    [{ orderId: 'P', detail: '' }, /detail/],
    [{ orderId: 'P', detail: 'x', latitude: 91 }, /latitude/],
    [{ orderId: 'P', detail: 'x', nature: 'rage' }, /nature/],
    [{ orderId: 'P', detail: 'x', dueAt: 'soon' }, /dueAt/],
  ]
  for (const [body, words] of wrong) {
    const said = standardAdapter.readOrder(body)
    assert.ok(typeof said === 'string' && words.test(said), JSON.stringify(body))
  }
})

test('a status names the order; it was taken when the answer says so', () => {
  const at = new Date()
  const fact = { type: 'closed', at, caseId: 'c', code: 'K', sequence: 1, state: 'closed', disposition: null }
  const place = { departmentId: null, categoryId: null, regionId: null }
  const times = { reportedAt: at, dueAt: null, closedAt: at }
  assert.equal(standardAdapter.writeStatus({ ...fact, ...place, ...times, externalId: 'P-1' }).orderId, 'P-1')
  assert.ok(standardAdapter.isAcknowledged('{"received":true}'))
  for (const answer of ['', 'null', '{}', '{"received":"yes"}', '<html>', '{"received":false}'])
    assert.ok(!standardAdapter.isAcknowledged(answer), answer)
})
