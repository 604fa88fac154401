import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { readEntries } from '#ledger/index.ts'
import { type Browser, browserOf } from '../../../test/fixtures/browser.ts'
import { type TestHub, testHub, testPassword } from '../../../test/fixtures/hub.ts'
import { codeOf } from '../../../test/totp-code.ts'
import type { Partner } from './partner.contract.ts'
import { prefixOfKey } from './partner-key.ts'
import { warnOfEndingKeys } from './warn-of-ending-keys.ts'

/** Keys of other systems through their years: warned of, renewed, changed, ended. */
let hub: TestHub
let security: Browser
before(async () => {
  hub = await testHub()
  security = await browserOf(hub, 'security-admin')
  const { totpURI, totpUri = totpURI } = await security.act<Record<string, string>>(
    '/api/auth/two-factor/enable',
    { password: testPassword },
  )
  await security.act('/api/auth/two-factor/verify-totp', { code: codeOf(totpUri!) })
})
after(() => hub.close())

interface Made {
  partner: Partner
  key: string
}
const ending = (path: string) => security.remove(path)

/** What the other side is answered when it uses a key. */
async function use(key: string) {
  const answer = await hub.server.inject({
    url: `/exchange/v1/orders/none`,
    headers: { 'x-api-key': key, 'accept-language': 'en' },
  })
  const { code, title } = answer.json() as { code: string; title: string }
  return { code, title }
}
const good = 'cases.unknown-order'
const day = 86_400_000
const makeExchanging = (name: string, days?: number) =>
  security.act<Made>('/api/partners', { name, rights: ['exchange'], ...(days === undefined ? {} : { days }) })
const age = (partnerId: string, days: number) =>
  sql`update cases.partner set valid_until = valid_until - make_interval(days => ${days}),
             former_until = former_until - make_interval(days => ${days}),
             warned_at = warned_at - make_interval(days => ${days}) where id = ${partnerId}`.execute(
    hub.base.owner,
  )
const shownOf = async (partnerId: string) =>
  (await security.read<{ partners: Made['partner'][] }>('/api/partners')).partners.find(
    one => one.partnerId === partnerId,
  )!

test('a key is good for a year, ends by itself with a clear answer, and is renewed by a person', async () => {
  const { key, partner } = await makeExchanging('一年')
  const left = Date.parse(partner.validUntil) - Date.now()
  assert.ok(Math.abs(left - 365 * day) < 60_000)
  assert.deepEqual([partner.standing, partner.lastUsedAt], ['valid', null])
  assert.equal((await use(key)).code, good)
  const { lastUsedAt } = await shownOf(partner.partnerId)
  assert.ok(lastUsedAt)
  await age(partner.partnerId, 340)
  assert.equal((await shownOf(partner.partnerId)).standing, 'ending')
  assert.equal((await use(key)).code, good, 'to its last day')
  await age(partner.partnerId, 26)
  const ended = await use(key)
  assert.equal(ended.code, 'cases.partner-key-ended')
  assert.match(ended.title, /ended at \d{4}-\d\d-\d\dT/)
  const { standing, lastUsedAt: last } = await shownOf(partner.partnerId)
  assert.equal(standing, 'ended')
  assert.ok(Date.parse(last!) >= Date.parse(lastUsedAt!), 'a refused call is no use')
  const renewed = await security.act<{ partner: Made['partner'] }>(
    `/api/partners/${partner.partnerId}/renew`,
    { days: 30 },
  )
  assert.equal(renewed.partner.standing, 'ending')
  assert.equal((await use(key)).code, good)
  assert.equal((await use(`${key.slice(0, -1)}A`)).code, 'cases.partner-key-missing')
  const entries = await readEntries(hub.base.database, `partner:${partner.partnerId}`)
  assert.deepEqual(
    entries.map(one => one.kind),
    ['partner.created', 'partner.renewed'],
  )
})

test('a key is changed with an overlap: both are taken, then the old one is answered clearly', async () => {
  const { key: first, partner } = await makeExchanging('更换')
  const path = `/api/partners/${partner.partnerId}/rotate`
  const rotate = (overlapDays?: number) =>
    security.act<Made>(path, overlapDays === undefined ? {} : { overlapDays })
  const { key: second, partner: after } = await rotate()
  assert.notEqual(second, first)
  assert.equal(after.keyPrefix, prefixOfKey(second))
  assert.ok(Math.abs(Date.parse(after.formerUntil!) - Date.now() - 7 * day) < 60_000)
  for (const key of [first, second]) assert.equal((await use(key)).code, good)
  await age(partner.partnerId, 8)
  assert.equal((await use(first)).code, 'cases.partner-key-ended')
  assert.equal((await use(second)).code, good)
  assert.equal((await shownOf(partner.partnerId)).formerUntil, null)
  const { key: third } = await rotate(0)
  assert.equal((await use(second)).code, 'cases.partner-key-ended', 'without an overlap it ends at once')
  assert.equal((await use(third)).code, good)
  assert.equal((await use(first)).code, 'cases.partner-key-missing', 'two changes ago nobody knows it')
  const row = await sql<{ row: string }>`select partner::text as row from cases.partner partner
    where id = ${partner.partnerId}`.execute(hub.base.owner)
  for (const key of [first, second, third]) assert.ok(!JSON.stringify(row.rows).includes(key.slice(12)))
  await ending(`/api/partners/${partner.partnerId}`)
  for (const key of [second, third]) assert.equal((await use(key)).code, 'cases.partner-key-missing')
  for (const verb of ['renew', 'rotate']) {
    const { status, body } = await security.post(`/api/partners/${partner.partnerId}/${verb}`, {})
    assert.deepEqual([status, body.code], [404, 'cases.unknown-partner'], 'what was revoked stays so')
  }
})

test('an ended key is not brought back by changing it; both tabs that change it at once leave one good key', async () => {
  const { key, partner } = await makeExchanging('已到期', 1)
  await age(partner.partnerId, 2)
  const path = `/api/partners/${partner.partnerId}/rotate`
  const made = await Promise.all([1, 2].map(() => security.act<Made>(path, { overlapDays: 90 })))
  assert.equal((await use(key)).code, 'cases.partner-key-missing')
  const answers = await Promise.all(made.map(one => use(one.key)))
  assert.deepEqual(
    answers.map(one => one.code),
    [good, good],
    'the first goes on beside the second',
  )
  for (const body of [{ overlapDays: 91 }, { overlapDays: -1 }, { days: 0 }])
    assert.equal((await security.post(path, body)).status, 400)
})

test('the security administrators are told before a key ends, each moment once; a renewal begins anew', async () => {
  const { database } = hub.hub
  const told = async (name: string) => {
    const { items } = await security.read<{ items: { template: string; title: string }[] }>(
      '/api/inbox?limit=100',
    )
    return items.filter(one => one.template === 'partner-key-ending.security' && one.title.includes(name))
      .length
  }
  while ((await warnOfEndingKeys(database)) > 0);
  const { partner, key } = await makeExchanging('提醒')
  const round = async () => {
    await Promise.all([warnOfEndingKeys(database), warnOfEndingKeys(database)])
    await warnOfEndingKeys(database)
    return await told(partner.keyPrefix)
  }
  const counts = [await round()]
  for (const days of [336, 23, 7]) {
    await age(partner.partnerId, days)
    counts.push(await round())
  }
  assert.deepEqual(counts, [0, 1, 2, 3], '30 days, 7 days and the end')
  await security.act(`/api/partners/${partner.partnerId}/renew`, {})
  assert.equal(await round(), 3)
  await age(partner.partnerId, 340)
  assert.equal(await round(), 4)
  await ending(`/api/partners/${partner.partnerId}`)
  await age(partner.partnerId, 20)
  assert.equal(await round(), 4, 'a revoked one is nobody’s worry')
  const inbox = JSON.stringify(await security.read('/api/inbox?limit=100'))
  assert.ok(!inbox.includes(key.slice(12)))
})
