import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { browserOf } from '../../../test/fixtures/browser.ts'
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

test('who brought it in reads it whole; anybody else reads nothing personal', async () => {
  const description = '李四家 13900139000 门口的井盖丢了'
  const code = await submit({
    description,
    last_name: '王小明',
    first_name: '',
    address_string: '幸福路 3 号 502',
  })
  const [own] = (await get(`/open311/v2/requests/${code}.json?api_key=${key}`)).json()
  assert.ok(own.description.startsWith(description))
  assert.deepEqual([own.lat, own.long, own.address], [31.2001, 120.6002, '幸福路 3 号 502'])
  assert.equal(own.status, 'open')
  const stranger = (await partner('reads', ['update'])).key
  for (const url of [
    `/open311/v2/requests/${code}.json`,
    `/open311/v2/requests.json?service_request_id=${code}`,
    `/open311/v2/requests.json?service_request_id=${code}&api_key=${stranger}`,
    '/open311/v2/requests.json',
    '/open311/v2/requests.xml',
    '/open311/v2/servicerequestupdates.xml',
  ]) {
    const { body } = await get(url)
    for (const secret of ['13900139000', '李四', '王小明', '幸福路', '31.2001', '120.6002', '138001380'])
      assert.ok(!body.includes(secret), `${url}: ${secret}`)
  }
  const [seen] = (await get(`/open311/v2/requests/${code}.json`)).json()
  assert.equal(seen.service_code, serviceCode)
  assert.match(seen.requested_datetime, /T16:00:00Z$/, 'midnight in the city')
  assert.ok(Math.abs(seen.lat - 31.2001) < 0.1)
})

test('requests are found by id, service, state and span', async () => {
  const { services } = await xml('/open311/v2/services.xml')
  const other = services.service[1].service_code
  const [a, b] = [await submit({ service_code: other }), await submit()]
  const codes = async (query: string) => {
    const answer = await get(`/open311/v2/requests.json?${query}`)
    assert.equal(answer.statusCode, 200, answer.body)
    return (answer.json() as { service_request_id: string }[]).map(one => one.service_request_id)
  }
  assert.deepEqual(await codes(`service_request_id=${a},${b},nothing`), [b, a])
  assert.deepEqual(await codes(`service_code=${other}`), [a])
  assert.deepEqual(await codes('status=closed'), [])
  assert.ok((await codes('status=open,closed')).includes(a))
  const hour = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 19)
  assert.ok((await codes(`start_date=${hour(-1)}Z&end_date=${hour(1)}Z`)).includes(a))
  assert.deepEqual(await codes(`start_date=${hour(-2)}Z&end_date=${hour(-1)}Z&api_key=${key}`), [])
  for (const query of ['start_date=soon', 'status=half', 'start_date=2026-01-01&end_date=2026-06-01'])
    assert.equal((await get(`/open311/v2/requests.xml?${query}`)).statusCode, 400, query)
})

test('a photo that was released is named, no other file is', async () => {
  const code = await submit()
  const attach = async (released: string | null) => {
    const id = crypto.randomUUID()
    await sql`
      insert into cases.attachment (id, case_id, upload_id, kind, media_type, bytes, added_at, added_by, by_public, scan,
                                    released_at, released_by)
      select ${id}, id, ${id}, 'picture', 'image/jpeg', 1, now(), 'test', true, 'clean',
             case when ${released}::text is not null then now() end, ${released}
        from cases.case_record where code = ${code}`.execute(hub.base.owner)
    await sql`
      insert into cases.attachment_object (attachment_id, role, key, media_type, bytes)
      values (${id}, ${released ? 'released' : 'original'}, ${'a'.repeat(64)}, 'image/jpeg', 1)`.execute(
      hub.base.owner,
    )
    return id
  }
  await attach(null)
  const photo = async () =>
    (await get(`/open311/v2/requests/${code}.json`, { host: 'city.example' })).json()[0].media_url
  assert.equal(await photo(), null)
  const released = await attach('test')
  assert.equal(await photo(), `http://city.example/api/public/photos/${released}`)
})

test('a token is the id', async () => {
  const code = await submit()
  const { service_requests } = await xml(`/open311/v2/tokens/${code}.xml`)
  assert.equal(service_requests.request[0].service_request_id, code)
  assert.equal((await get('/open311/v2/tokens/nothing.xml')).statusCode, 404)
})

test('updates: steps with the verified reply for who brought it in, general words for the others', async () => {
  const start = new Date(Date.now() - 60_000).toISOString()
  const code = await submit()
  const seat = await browserOf(hub, 'seat1')
  const { items } = await seat.read<{ items: { caseId: string; version: number }[] }>(
    `/api/cases?words=${code}`,
  )
  await seat.act(`/api/cases/${items[0]!.caseId}/actions/answer`, {
    version: items[0]!.version,
    reply: '明天修好，张三 13700137000。',
    categoryId: null,
  })
  const end = new Date(Date.now() + 60_000).toISOString()
  const span = `start_date=${encodeURIComponent(start)}&end_date=${encodeURIComponent(end)}`
  const own = await xml(`/open311/v2/servicerequestupdates.xml?api_key=${key}&${span}`)
  const mine = own.service_request_updates.request_update.filter(
    (one: { service_request_id: string }) => one.service_request_id === code,
  )
  assert.deepEqual(
    mine.map((one: { status: string; description: string }) => [one.status, one.description]),
    [
      ['open', '已受理。'],
      ['closed', '明天修好，张三 13700137000。'],
    ],
  )
  const seen = await get(`/open311/v2/servicerequestupdates.json?${span}`)
  assert.ok(seen.body.includes(code) && !seen.body.includes('张三'))
  const stranger = (await partner('reads others', ['update'])).key
  const others = await get(`/open311/v2/servicerequestupdates.json?api_key=${stranger}&${span}`)
  assert.deepEqual(others.json(), [])
})

test('words added by FixMyStreet become one note in its name, however often they are sent', async () => {
  const code = await submit()
  const update = {
    api_key: key,
    jurisdiction_id: '',
    update_id: '77',
    service_request_id: code,
    updated_datetime: '2026-11-22T08:00:00Z',
    status: 'OPEN',
    description: '还是不亮',
    email: 'ann@example.com',
    first_name: 'Ann',
    last_name: '-',
    media_url: 'https://fms.example/photo/2.jpeg',
  }
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => post('servicerequestupdates.xml', update)),
  )
  assert.deepEqual([...new Set(answers.map(one => one.statusCode))], [200])
  assert.equal(
    new Set(answers.map(one => read(one).service_request_updates.request_update[0].update_id)).size,
    1,
  )
  const seat = await browserOf(hub, 'seat1')
  const { items } = await seat.read<{ items: { caseId: string }[] }>(`/api/cases?words=${code}`)
  const held = await seat.read<{ timeline: { type: string; text: string; actorName: string }[] }>(
    `/api/cases/${items[0]!.caseId}`,
  )
  const notes = held.timeline.filter(one => one.type === 'commented')
  assert.deepEqual(
    notes.map(one => [one.text, one.actorName]),
    [['还是不亮\n\n图片：https://fms.example/photo/2.jpeg', 'FixMyStreet']],
  )
  const stranger = (await partner('writes others')).key
  for (const changes of [{ api_key: stranger }, { service_request_id: 'nothing' }])
    assert.equal((await post('servicerequestupdates.xml', { ...update, ...changes })).statusCode, 404)
  assert.equal(
    (await post('servicerequestupdates.xml', { ...update, service_request_id: '' })).statusCode,
    400,
  )
  assert.equal((await post('servicerequestupdates.xml', { ...update, api_key: '' })).statusCode, 403)
})

test('a key has its limit a minute, and no other key feels it', async () => {
  const slow = (await partner('slow', ['update'], 2)).key
  const status = async () => (await get(`/open311/v2/requests.xml?api_key=${slow}`)).statusCode
  const found = [await status(), await status(), await status(), await status()]
  // The minute may turn while it is counted.
  assert.ok(found.includes(429) || new Date().getSeconds() < 2, String(found))
  assert.deepEqual(found.slice(0, 2), [200, 200])
  assert.equal((await get(`/open311/v2/requests.xml?api_key=${key}`)).statusCode, 200)
})

test('what the city asks for is told, asked for, and kept with the words it has for it', async () => {
  const token = await hub.token('dispatcher1')
  const { services } = await xml('/open311/v2/services.xml')
  const code = services.service[2].service_code
  const put = (attributes: object[], of = code) =>
    hub.server.inject({
      method: 'PUT',
      url: `/api/services/${of}/attributes`,
      payload: { attributes },
      headers: { authorization: `Bearer ${token}` },
    })
  const colour = {
    code: 'colour',
    datatype: 'singlevaluelist',
    required: true,
    description: '灯的颜色',
    options: [
      { key: 'y', name: '黄' },
      { key: 'w', name: '白' },
    ],
  }
  const pole = { code: 'pole', datatype: 'string', required: false, description: '灯杆编号', options: [] }
  assert.deepEqual((await put([colour, pole])).json(), { attributes: [colour, pole], version: 1 })
  assert.equal((await put([colour], 'nothing')).statusCode, 404)
  assert.equal((await put([{ ...colour, datatype: 'rainbow' }])).statusCode, 400)
  const definition = await xml(`/open311/v2/services/${code}.xml`)
  const [first, second] = definition.service_definition.attributes.attribute
  assert.deepEqual(
    [first.code, first.required, first.order, first.values.value],
    [
      'colour',
      'true',
      '1',
      [
        { key: 'y', name: '黄' },
        { key: 'w', name: '白' },
      ],
    ],
  )
  assert.equal(second.values, '')
  const listed = (await xml('/open311/v2/services.xml')).services.service
  assert.equal(listed.find((one: { service_code: string }) => one.service_code === code).metadata, 'true')
  for (const wrong of [{}, { 'attribute[colour]': 'red' }] as Record<string, string>[])
    assert.equal((await post('requests.xml', fields({ service_code: code, ...wrong }))).statusCode, 400)
  const made = await submit({ service_code: code, 'attribute[colour]': 'y' })
  const [own] = (await get(`/open311/v2/requests/${made}.json?api_key=${key}`)).json()
  assert.ok(own.description.includes('灯的颜色：黄'))
  assert.deepEqual((await put([])).json().attributes, [])
})

test('nothing but a form is read: an XML document, JSON and a form of the wrong type are refused', async () => {
  const bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><a>&c;</a>'
  for (const type of ['text/xml', 'application/json', 'multipart/form-data; boundary=x']) {
    const answer = await hub.server.inject({
      method: 'POST',
      url: '/open311/v2/requests.xml',
      payload: bomb,
      headers: { 'content-type': type },
    })
    assert.equal(answer.statusCode, 415, type)
    assert.equal(read(answer).errors.error[0].code, '415')
  }
})
