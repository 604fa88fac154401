import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { browserOf } from '../../../test/fixtures/browser.ts'
import { revokePartner } from '../exchange/revoke-partner.ts'
import { type Open311Client, openClient } from './open311.fixture.ts'

let client: Open311Client
let hub: Open311Client['hub']
let key: string
let serviceCode: string
const partner: Open311Client['partner'] = (...given) => client.partner(...given)
const get: Open311Client['get'] = (...given) => client.get(...given)
const post: Open311Client['post'] = (...given) => client.post(...given)
const xml: Open311Client['xml'] = url => client.xml(url)
const read: Open311Client['read'] = answer => client.read(answer)
const fields: Open311Client['fields'] = changes => client.fields(changes)
const submit: Open311Client['submit'] = (...given) => client.submit(...given)

before(async () => {
  client = await openClient()
  ;({ hub, key, serviceCode } = client)
})
after(() => hub.close())

test('discovery names both interfaces, in XML and JSON', async () => {
  const { discovery } = await xml('/open311/discovery.xml')
  assert.deepEqual(
    discovery.endpoints.endpoint.map((one: { url: string }) => new URL(one.url).pathname),
    ['/open311/v2', '/open311/v2'],
  )
  const json = (await get('/open311/discovery.json', { host: 'city.example' })).json()
  assert.equal(json.endpoints[0].url, 'http://city.example/open311/v2')
  assert.deepEqual(json.endpoints[0].formats, ['text/xml', 'application/json'])
})

test('every lowest category is a service; its definition lists what is asked for', async () => {
  const { categories } = await hub.hub.snapshot()
  const leaves = categories.filter(one => !categories.some(other => other.parentId === one.id))
  const { services } = await xml('/open311/v2/services.xml?jurisdiction_id=')
  assert.deepEqual(
    services.service.map((one: { service_code: string }) => one.service_code).sort(),
    leaves.map(one => one.id).sort(),
  )
  const first = services.service[0]
  assert.deepEqual([first.metadata, first.type], ['false', 'realtime'])
  assert.ok(first.group && first.keywords.includes(first.group))
  const definition = await xml(`/open311/v2/services/${serviceCode}.xml`)
  assert.equal(definition.service_definition.service_code, serviceCode)
  const json = (await get(`/open311/v2/services/${serviceCode}.json`)).json()
  assert.deepEqual(json, { service_code: serviceCode, attributes: [] })
  const unknown = await get('/open311/v2/services/nothing.xml')
  assert.equal(unknown.statusCode, 404)
  assert.equal(read(unknown).errors.error[0].code, '404')
})

test('the jurisdiction is the city or nothing', async () => {
  const city = (await hub.hub.snapshot()).regions.find(one => one.parentId === null)!
  assert.equal((await get(`/open311/v2/services.xml?jurisdiction_id=${city.id}`)).statusCode, 200)
  assert.equal((await get('/open311/v2/services.json?jurisdiction_id=elsewhere')).statusCode, 404)
})

test('a report becomes a case with everything that came with it', async () => {
  const code = await submit()
  const seat = await browserOf(hub, 'dispatcher1')
  const { items } = await seat.read<{ items: { caseId: string; code: string }[] }>(`/api/cases?words=${code}`)
  assert.equal(items[0]?.code, code)
  const held = await seat.read<{
    subject: string
    detail: string
    channel: string
    longitude: number
    reporter: { name: string; phone: string }
    timeline: { type: string; actorName: string }[]
  }>(`/api/cases/${items[0]!.caseId}`)
  assert.equal(held.subject, `路灯不亮 ${client.sent()}`)
  assert.ok(held.detail.includes('小区门口的路灯坏了 <b>&'))
  assert.ok(held.detail.includes(`fixmystreet_id：${client.sent()}`))
  assert.ok(held.detail.includes('图片：https://fms.example/photo/1.jpeg'))
  assert.ok(!held.detail.includes('ann@example.com'), 'who can be telephoned is not written down twice')
  assert.deepEqual([held.channel, held.longitude], ['api', 120.6002])
  assert.deepEqual([held.reporter.name, held.reporter.phone], ['Ann Lee', '138****8000'])
  await seat.act(`/api/cases/${items[0]!.caseId}/look`, { purpose: 'contact' })
  const looked = await seat.read<{ reporter: { phone: string } }>(`/api/cases/${items[0]!.caseId}`)
  assert.equal(looked.reporter.phone, '13800138000')
  assert.deepEqual([held.timeline[0]!.type, held.timeline[0]!.actorName], ['reported', 'FixMyStreet'])
})

test('without a good key nothing is taken, and it is said as GeoReport does', async () => {
  const { partner: gone, key: revoked } = await partner('gone')
  await revokePartner(hub.hub.database, gone.partnerId, { id: 'test' })
  const onlyUpdates = (await partner('updates', ['update'])).key
  for (const api_key of ['', 'wrong', revoked, onlyUpdates]) {
    const answer = await post('requests.xml', fields({ api_key }))
    assert.equal(answer.statusCode, 403)
    const [error] = read(answer).errors.error
    assert.deepEqual([error.code, error.description.length > 0], ['403', true])
  }
  const json = await post('requests.json', fields({ api_key: 'wrong' }))
  assert.deepEqual(json.json()[0].code, 403)
  assert.equal((await get('/open311/v2/requests.xml?api_key=wrong')).statusCode, 403)
})

test('what is missing or wrong is named', async () => {
  const wrong: [Record<string, string>, number, RegExp][] = [
    [{ service_code: '' }, 400, /service_code/],
    [{ service_code: 'nothing' }, 404, /nothing/],
    [{ lat: '', long: '' }, 400, /address_string/],
    [{ lat: '91' }, 400, /lat/],
    [{ lat: 'x' }, 400, /lat/],
    [{ long: '' }, 400, /long/],
    [{ description: '路'.repeat(16_001) }, 400, /description/],
    [{ jurisdiction_id: 'elsewhere' }, 404, /elsewhere/],
  ]
  for (const [changes, status, words] of wrong) {
    const answer = await post('requests.xml', fields(changes))
    assert.equal(answer.statusCode, status, answer.body)
    assert.match(read(answer).errors.error[0].description, words)
  }
  assert.equal((await post('requests.yaml', fields())).statusCode, 400)
})

test('a place by its address alone, a reporter without a name, and nothing said are taken', async () => {
  const code = await submit({
    lat: '',
    long: '',
    address_string: '人民路 1 号',
    first_name: '',
    last_name: '-',
    phone: 'none, write to me',
    description: '',
  })
  const [own] = (await get(`/open311/v2/requests/${code}.json?api_key=${key}`)).json()
  assert.equal(own.address, '人民路 1 号')
  assert.ok(own.description.includes('电话：none, write to me'))
})

test('the same once more is the same case; other words, or another key, are another', async () => {
  const one = fields()
  const first = await post('requests.xml', one)
  const again = await post('requests.xml', Object.fromEntries(Object.entries(one).reverse()))
  assert.equal(again.body, first.body)
  const other = await post('requests.xml', { ...one, lat: '31.2002' })
  assert.notEqual(other.body, first.body)
  const stranger = (await partner('another')).key
  assert.notEqual((await post('requests.xml', { ...one, api_key: stranger })).body, first.body)
})

test('twenty at once with the same content are one case', async () => {
  const one = fields()
  const answers = await Promise.all(Array.from({ length: 20 }, () => post('requests.xml', one)))
  assert.deepEqual([...new Set(answers.map(answer => answer.statusCode))], [200])
  assert.equal(new Set(answers.map(answer => answer.body)).size, 1)
})

test('an Idempotency-Key makes one case for ever and belongs to one content', async () => {
  const one = fields()
  const header = { 'idempotency-key': crypto.randomUUID() }
  const first = await post('requests.xml', one, header)
  assert.equal((await post('requests.xml', one, header)).body, first.body)
  const other = await post('requests.xml', { ...one, description: 'something else' }, header)
  assert.equal(other.statusCode, 422)
  assert.equal(read(other).errors.error[0].code, '422')
})

test('the same after a day is a new matter', async () => {
  const one = fields()
  const first = await post('requests.xml', one)
  await hub.base.owner
    .updateTable('cases.partner_case' as never)
    .set({ taken_at: new Date(Date.now() - 25 * 3_600_000) } as never)
    .execute()
  const second = await post('requests.xml', one)
  assert.notEqual(second.body, first.body)
  assert.equal((await post('requests.xml', one)).body, second.body)
})
