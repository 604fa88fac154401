import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type Browser, browserOf } from '../../../test/fixtures/browser.ts'
import { revokePartner } from '../exchange/revoke-partner.ts'
import { type Open311Client, openClient } from './open311.fixture.ts'

/** What somebody sends who wants to break the interface, or to read what is not theirs. */
let client: Open311Client
let key: string
let seat: Browser
const post: Open311Client['post'] = (...given) => client.post(...given)
const fields: Open311Client['fields'] = changes => client.fields(changes)
const submit: Open311Client['submit'] = (...given) => client.submit(...given)
const get = (path: string, headers: Record<string, string> = {}) => client.get(`/open311/v2/${path}`, headers)

before(async () => {
  client = await openClient()
  key = client.key
  seat = await browserOf(client.hub, 'seat1')
})
after(() => client.hub.close())

interface Sent {
  service_request_id: string
  status: string
  description: string
  address: string | null
  lat: number | null
  long: number | null
  requested_datetime: string
}
const listed = async (query: string): Promise<Sent[]> => {
  const answer = await get(`requests.json?${query}`)
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json()
}
const own = async (code: string) => (await listed(`service_request_id=${code}&api_key=${key}`))[0]!

async function matterOf(code: string) {
  const { items } = await seat.read<{ items: { caseId: string }[] }>(`/api/cases?words=${code}`)
  return await seat.read<{
    subject: string
    detail: string
    address: string | null
    longitude: number | null
    latitude: number | null
    reporter: { name: string | null; phone: string | null; anonymous: boolean }
    timeline: { type: string; text: string | null }[]
  }>(`/api/cases/${items[0]!.caseId}`)
}

const markup = ']]></description><status>closed</status><!--<x a="1">&amp;&lol;\'"'
const signs = `\u0001\u0008\u001f\ud800\ufffe\uffff${markup}\r\n\t`

test('markup in any field stays text, in XML and in JSON', async () => {
  const words = ['description', 'address_string', 'address_id', 'media_url', 'account_id', 'device_id']
  const code = await submit({
    ...Object.fromEntries(words.map(name => [name, name.slice(0, 4) + markup])),
    email: `<a@b>${markup}`,
    first_name: '<b>&"',
    last_name: '</b>',
    phone: '<phone/>',
    [`attribute[${markup.replaceAll(']', '')}]`]: markup,
    'attribute[<script>]': markup,
  })
  const { body } = await get(`requests/${code}.xml?api_key=${key}`)
  assert.equal(body.match(/<status>/g)?.length, 1, 'no element was smuggled in')
  const { service_requests } = client.read({ body, headers: { 'content-type': 'text/xml; charset=utf-8' } })
  const [one] = service_requests.request
  assert.equal(one.status, 'open')
  const json = await own(code)
  assert.ok(json.description.startsWith(`desc${markup}`))
  assert.ok(json.description.includes(`<script>：${markup}`))
  const held = await matterOf(code)
  assert.equal(held.reporter.name, '<b>&" </b>')
  assert.equal(held.reporter.phone, null)
  assert.ok(held.detail.includes('电话：<phone/>'), 'a telephone number of another form is kept')
})

test('signs XML has no place for are left out of it, and the document stays whole', async () => {
  const code = await submit({ description: signs, 'attribute[note]': signs, media_url: signs, email: signs })
  const answer = await get(`requests.xml?service_request_id=${code}&api_key=${key}`)
  const [one] = client.read(answer).service_requests.request
  assert.ok(String(one.description).includes('&lol;') || answer.body.includes('&amp;lol;'))
  for (const sign of ['\u0001', '\u0008', '\u001f', '\ufffe', '\uffff'])
    assert.ok(!answer.body.includes(sign))
})

test('markup in what is asked for comes back as text, and only what was asked for', async () => {
  const bad = encodeURIComponent('<x>&"]]>')
  for (const [path, status] of [
    [`requests/${bad}.xml`, 404],
    [`tokens/${bad}.xml`, 404],
    [`services/${bad}.xml`, 404],
    [`services.xml?jurisdiction_id=${bad}`, 404],
    [`requests.xml?status=${bad}`, 400],
    [`requests.xml?start_date=${bad}`, 400],
    [`requests.xml?api_key=${bad}`, 403],
    [`servicerequestupdates.xml?end_date=${bad}`, 400],
  ] as const) {
    const answer = await get(path)
    assert.equal(answer.statusCode, status, path)
    assert.equal(client.read(answer).errors.error[0].code, String(status))
    assert.ok(!answer.body.includes('<x>'), path)
  }
  const { body } = await client.get('/open311/discovery.xml', { host: '"><x>&.example' })
  assert.ok(!body.includes('<x>'))
})

test('U+0000, which the database cannot hold, is refused or left out, and takes nobody with it', async () => {
  for (const changes of [
    { 'attribute[x]': 'a\u0000b' },
    { 'attribute[x\u0000]': 'y' },
    { media_url: 'https://fms.example/\u0000' },
  ] as Record<string, string>[])
    assert.equal((await post('requests.xml', fields(changes))).statusCode, 400, JSON.stringify(changes))
  const code = await submit({ description: 'a\u0000b', first_name: '\u0000' })
  assert.equal((await matterOf(code)).subject, 'ab')
  for (const path of ['requests/%00.xml', 'requests/a%00b.json', 'tokens/%00.xml'])
    assert.ok([400, 404].includes((await get(path)).statusCode), path)
  assert.equal((await get('requests/%ff.xml')).statusCode, 400)
  // One of those that came in at the same moment is broken.
  const answers = await Promise.all([
    post('requests.xml', fields({ 'attribute[x]': '\u0000' })),
    ...Array.from({ length: 6 }, () => post('requests.xml', fields())),
  ])
  assert.deepEqual(
    answers.map(one => one.statusCode),
    [400, 200, 200, 200, 200, 200, 200],
  )
})

test('an id is one id: nothing is found by a list, a blank, a pattern or a part of it', async () => {
  const code = await submit()
  for (const id of [`${code},`, `,${code}`, `${code},nothing`, ',', '%20', '%25', '_', code.slice(0, -1)])
    for (const kind of ['requests', 'tokens'])
      for (const format of ['xml', 'json'])
        assert.equal((await get(`${kind}/${id}.${format}`)).statusCode, 404, `${kind}/${id}.${format}`)
  for (const file of [code, `${code}.yaml`, `${code}.XML`, `.xml`, `${code}.xml.`])
    assert.equal((await get(`requests/${file}`)).statusCode, 404, file)
  assert.equal((await get(`requests/${'a'.repeat(210)}.xml`)).statusCode, 400)
  assert.equal((await get(`requests/${code}.json`)).json().length, 1)
  assert.deepEqual((await get(`tokens/${code}.json`)).json(), [{ service_request_id: code, token: code }])
})

test('another jurisdiction is refused at every door, the code of the city taken at every one', async () => {
  const code = await submit()
  const city = (await client.hub.hub.snapshot()).regions.find(one => one.parentId === null)!
  const doors = [
    'services.xml',
    `services/${client.serviceCode}.xml`,
    'requests.xml',
    `requests/${code}.xml`,
    `tokens/${code}.xml`,
    'servicerequestupdates.xml',
  ]
  for (const door of doors) {
    for (const wrong of ['elsewhere', 'ELSEWHERE', 'constructor', `${city.id.toUpperCase()}.`])
      assert.equal((await get(`${door}?jurisdiction_id=${wrong}`)).statusCode, 404, `${door} ${wrong}`)
    for (const right of ['', city.id, ...(city.code ? [city.code] : [])])
      assert.equal((await get(`${door}?jurisdiction_id=${right}`)).statusCode, 200, `${door} ${right}`)
  }
  const update = { api_key: key, service_request_id: code, description: 'x', jurisdiction_id: 'elsewhere' }
  assert.equal((await post('servicerequestupdates.xml', update)).statusCode, 404)
  assert.equal((await post('requests.xml', fields({ jurisdiction_id: 'elsewhere' }))).statusCode, 404)
})

test('a key is read from the form, the query or the header; an empty one is none, a wrong one no key at all', async () => {
  const code = await submit()
  const seen = async (query: string, headers: Record<string, string> = {}) => {
    const answer = await get(`requests.json?service_request_id=${code}${query}`, headers)
    return answer.statusCode === 200 ? answer.json()[0].address !== undefined && answer.json()[0].lat : 403
  }
  const exact = 31.2001
  assert.equal(await seen(`&api_key=${key}`), exact)
  assert.equal(await seen('', { 'x-api-key': key }), exact)
  assert.equal(
    await seen('&api_key=', { 'x-api-key': key }),
    exact,
    'an empty one does not hide the good one',
  )
  assert.notEqual(await seen('&api_key='), exact)
  // A wrong key is told, not taken for nobody: a client would think that its cases were gone.
  assert.equal(await seen('&api_key=x', { 'x-api-key': key }), 403)
  assert.equal(await seen(`&api_key=x&api_key=${key}`), 403)
  assert.equal(await seen(`&api_key=${key.toUpperCase()}`), 403)
  assert.equal(await seen(`&api_key=${key.slice(0, -1)}`), 403)
  assert.equal((await post('requests.json', fields({ api_key: '' }), { 'x-api-key': key })).statusCode, 200)
  assert.equal((await post('requests.json', fields({ api_key: 'x' }), { 'x-api-key': key })).statusCode, 403)
})

test('a key that was revoked opens nothing, and nothing of what it brought in is lost', async () => {
  const made = await client.partner('revoked later')
  const code = await submit({ api_key: made.key })
  await revokePartner(client.hub.hub.database, made.partner.partnerId, { id: 'test' })
  for (const path of [
    `requests/${code}.json?api_key=${made.key}`,
    `requests.json?api_key=${made.key}`,
    `servicerequestupdates.json?api_key=${made.key}`,
  ])
    assert.equal((await get(path)).statusCode, 403, path)
  const update = { api_key: made.key, service_request_id: code, description: 'x' }
  assert.equal((await post('servicerequestupdates.json', update)).statusCode, 403)
  assert.equal((await post('requests.json', fields({ api_key: made.key }))).statusCode, 403)
  assert.equal((await get(`requests/${code}.json`)).statusCode, 200)
  assert.ok((await matterOf(code)).detail.length > 0)
})

test('too many calls are refused until the next minute, whatever they ask, and it is said when', async () => {
  const { key: slow } = await client.partner('slow', ['report', 'update'], 1)
  const call = () => post('requests.xml', fields({ api_key: slow }))
  const answers = [await call(), await call(), await call()]
  const refused = answers.filter(one => one.statusCode === 429)
  assert.ok(refused.length >= 1, 'the minute turns once at most')
  for (const one of refused) {
    assert.equal(client.read(one).errors.error[0].code, '429')
    const seconds = Number(one.headers['retry-after'])
    assert.ok(seconds >= 1 && seconds <= 60, String(one.headers['retry-after']))
  }
  const english = await post('requests.json', fields({ api_key: slow }), { 'accept-language': 'en' })
  if (english.statusCode === 429) assert.match(english.json()[0].description, /Too many calls/)
})

test('one idempotency key, two contents, at once: one case, and the others are told', async () => {
  const header = { 'idempotency-key': crypto.randomUUID() }
  const answers = await Promise.all(Array.from({ length: 6 }, () => post('requests.json', fields(), header)))
  const counts = [200, 422].map(status => answers.filter(one => one.statusCode === status).length)
  assert.deepEqual(counts, [1, 5])
  const taken = answers.find(one => one.statusCode === 200)!.json()[0].service_request_id
  const { key: other } = await client.partner('the same key')
  const theirs = await post('requests.json', fields({ api_key: other }), header)
  assert.equal(theirs.statusCode, 200, 'keys of two systems have nothing to do with each other')
  assert.notEqual(theirs.json()[0].service_request_id, taken)
  // Of any length and with any signs: only a hash of it is kept.
  for (const odd of ['x'.repeat(4000), "'; drop table cases.event; --", '%00'])
    assert.equal((await post('requests.json', fields(), { 'idempotency-key': odd })).statusCode, 200)
})

test('a place is decimal degrees on the earth, or words', async () => {
  const good: [Record<string, string>, [number | null, number | null]][] = [
    [{ lat: '0', long: '0' }, [0, 0]],
    [{ lat: '-90', long: '+180' }, [-90, 180]],
    [{ lat: ' 31.2 ', long: '120.6' }, [31.2, 120.6]],
    [{ lat: '', long: '', address_id: '7' }, [null, null]],
    [{ lat: ' ', long: '\t', address_string: '人民路 1 号' }, [null, null]],
  ]
  for (const [changes, [latitude, longitude]] of good) {
    const held = await matterOf(await submit(changes))
    assert.deepEqual([held.latitude, held.longitude], [latitude, longitude], JSON.stringify(changes))
  }
  const wrong: Record<string, string>[] = [
    { lat: '90.0001' },
    { long: '-180.0001' },
    { lat: '0x1F' },
    { lat: '3e1' },
    { lat: '31,2' },
    { lat: 'Infinity' },
    { lat: 'NaN' },
    { lat: '３１' },
    { long: '' },
    { lat: '', long: '', address_string: '\u200b' },
    { lat: '1'.repeat(41) },
    { address_string: '路'.repeat(301) },
  ]
  for (const changes of wrong)
    assert.equal((await post('requests.xml', fields(changes))).statusCode, 400, JSON.stringify(changes))
})

test('a form of odd names and many values becomes one case that can be opened', async () => {
  const many = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`attribute[a${at}]`, `v${at}`]))
  const code = await submit({ ...many, 'attribute[__proto__]': 'p', 'attribute[constructor]': 'c', '': 'x' })
  const { detail } = await matterOf(code)
  for (const words of ['a299：v299', '__proto__：p', 'constructor：c'])
    assert.ok(detail.includes(words), words)
  const twice = await client.hub.server.inject({
    method: 'POST',
    url: '/open311/v2/requests.json',
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    payload: `${new URLSearchParams(fields()).toString()}&description=second&media_url=b&attribute[k][]=1&attribute[k][]=2&lat=`,
  })
  assert.equal(twice.statusCode, 200, twice.body)
  const [made] = twice.json()
  const held = await matterOf(made.service_request_id)
  assert.ok(held.detail.includes('k：1、2') && held.detail.includes('图片：b'))
  const huge = await post('requests.xml', fields({ 'attribute[x]': 'x'.repeat(300_000) }))
  assert.equal(huge.statusCode, 413)
  assert.equal(client.read(huge).errors.error[0].code, '413')
})

test('what is not a form is refused in the form that was asked for', async () => {
  for (const [type, payload] of [
    ['application/json', '{"api_key":"x"}'],
    ['text/xml', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n',
    ],
    ['text/plain', 'api_key=x'],
  ] as const)
    for (const path of ['requests.json', 'servicerequestupdates.json']) {
      const answer = await client.hub.server.inject({
        method: 'POST',
        url: `/open311/v2/${path}`,
        headers: { 'content-type': type },
        payload,
      })
      assert.equal(answer.statusCode, 415, `${type} ${path}`)
      assert.equal(answer.json()[0].code, 415)
    }
  for (const method of ['PUT', 'DELETE', 'PATCH'] as const)
    assert.equal(
      (await client.hub.server.inject({ method, url: '/open311/v2/requests.xml' })).statusCode,
      404,
    )
})

test('a thousand are answered, newest first, however many there are', async () => {
  const { rows } = await sql<{ n: number }>`
    with made as (
      insert into cases.case_record (id, code, state, channel, nature, urgency, reported_at, updated_at, created_by,
                                     source, follow_up_hash)
      select gen_random_uuid(), 'M-' || n, 'reported', 'api', 'complaint', 'normal',
             '2025-03-01T00:00:00Z'::timestamptz + n * interval '1 minute', now(), 'test', 'test',
             sha256(('M-' || n)::bytea)
        from generate_series(1, 1010) as n returning 1)
    select count(*)::int as n from made`.execute(client.hub.base.owner)
  assert.equal(rows[0]!.n, 1010)
  const found = await listed('start_date=2025-02-28&end_date=2025-03-03')
  assert.deepEqual(
    [found.length, found[0]!.service_request_id, found.at(-1)!.service_request_id],
    [1000, 'M-1010', 'M-11'],
  )
  const codes = Array.from({ length: 1010 }, (_, at) => `M-${at + 1}`).join(',')
  assert.equal((await listed(`service_request_id=${codes}`)).length, 1000)
  assert.equal((await get(`requests.xml?service_request_id=${'M-1,'.repeat(5001)}`)).statusCode, 400)
})
