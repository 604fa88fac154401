import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asksFromHere, bearerOf, isPassedOn } from './metrics.rules.ts'

test('this machine asks from here, anybody else and anything passed on does not', () => {
  const asks = (peer: string | undefined, forwarded = false) =>
    asksFromHere({ peer, forwarded, authorization: undefined })
  for (const peer of ['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1']) assert.ok(asks(peer), peer)
  for (const peer of ['10.0.0.1', '::ffff:10.0.0.1', '1.127.0.0.1', '10.127.0.0.1', '', undefined])
    assert.ok(!asks(peer), String(peer))
  assert.ok(!asks('127.0.0.1', true))
})

test('a bearer token is read, other ways to sign in are none', () => {
  assert.equal(bearerOf('Bearer abc'), 'abc')
  assert.equal(bearerOf('bearer abc'), 'abc')
  for (const other of [undefined, '', 'Basic abc', 'abc', 'Bearer', 'Bearer a b'])
    assert.equal(bearerOf(other), undefined, String(other))
})

const proxied =
  'x-forwarded-for x-forwarded-host x-forwarded-proto X-Forwarded-Port x-real-ip forwarded via Via'
for (const name of [...proxied.split(' '), 'client-ip', 'true-client-ip', 'x-client-ip', 'cf-connecting-ip'])
  test(`a proxy shows itself by ${name}, whatever it says`, () => {
    for (const value of ['', '127.0.0.1', '10.0.0.1']) assert.ok(isPassedOn({ host: 'x', [name]: value }))
  })

test('what a browser or Prometheus sends is no sign of a proxy', () => {
  for (const name of [
    'host',
    'user-agent',
    'accept',
    'accept-encoding',
    'via-x',
    'x-via',
    'forwarded-by',
    'cookie',
  ])
    assert.ok(!isPassedOn({ [name]: 'x' }), name)
  for (const name of ['x-prometheus-scrape-timeout-seconds', 'x-forwarded', 'authorization', 'viaduct'])
    assert.ok(!isPassedOn({ [name]: 'x' }), name)
  assert.ok(!isPassedOn({}))
})
