import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findEmail, findIpv4, findIpv6 } from './match-net.rules.ts'
import { readChain } from './read-chain.rules.ts'
import type { Spot } from './spot.rules.ts'

/** The first address of a text: of mail at its @, of a machine where its first letters or digits begin. */
function foundIn(text: string): string[] {
  const at = text.indexOf('@')
  const digit = text.search(/\d/)
  const run = text.search(/[0-9A-Za-z]/)
  const tried: (Spot | undefined)[] = [
    at < 0 ? undefined : findEmail(text, at),
    digit < 0 ? undefined : findIpv4(text, readChain(text, digit)),
    run < 0 ? undefined : findIpv6(text, run),
  ]
  return tried
    .filter(spot => spot !== undefined)
    .map(spot => `${spot.type}:${text.slice(spot.start, spot.end)}`)
}

test('mail addresses, a number of a phone in one gives it away', () => {
  for (const text of [
    'a.b-c_d+e@mail.example.com',
    '13800138000@139.com',
    'user1@qq.com',
    'ｚｈａｎｇ@163.com',
  ])
    assert.deepEqual(foundIn(`发到${text}。`), [`email:${text}`])
  for (const text of ['@张三', 'user@host', 'a@b.c', '@example.com', 'a@-x.com', '价格@5.50'])
    assert.deepEqual(foundIn(text), [], text)
  assert.deepEqual(findEmail('..a@b.cn.', 3), {
    type: 'email',
    start: 2,
    end: 8,
    score: 0.97,
    because: ['pattern'],
  })
})

test('addresses of machines; versions, section numbers and decimals are none', () => {
  for (const text of ['192.168.1.1', '10.0.0.1', '221.12.34.56'])
    assert.deepEqual(foundIn(`访问${text}:8080`), [`ip:${text}`])
  assert.deepEqual(foundIn('服务器1.2.3.4宕机'), ['ip:1.2.3.4'])
  for (const text of [
    'v192.168.1.1',
    '版本10.15.7.200',
    '见1.2.3.4节',
    '300.1.1.1',
    '192.168.1',
    '192.168.1.1.5',
    '01.02.33.44',
    '192.168.1.1a',
  ])
    assert.deepEqual(foundIn(text), [], text)
})

test('IPv6 in its long and short form; times and hardware addresses are none', () => {
  for (const text of ['2001:db8::1', 'fe80::1ff:fe23:4567:890a', '2001:0db8:85a3:0000:0000:8a2e:0370:7334'])
    assert.deepEqual(foundIn(`地址${text}，`), [`ip:${text}`])
  for (const text of ['12:30:45', '00:1A:2B:3C:4D:5E', '1::2', 'a:b', '::1', 'std::cout'])
    assert.deepEqual(foundIn(text), [], text)
  assert.equal(findIpv6('2001:db8::1: 好', 0)?.end, 11, 'a colon behind it is none of it')
})
