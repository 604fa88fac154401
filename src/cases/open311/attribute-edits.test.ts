import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readEntries } from '#ledger/index.ts'
import type { ServiceAttribute } from './georeport.contract.ts'
import { type Open311Client, openClient } from './open311.fixture.ts'

/** What is asked for beside the description: who may say so, what it may be, and what a report then has to hold. */
let client: Open311Client
let token: string
let services: string[]

before(async () => {
  client = await openClient()
  token = await client.hub.token('dispatcher1')
  services = (await client.get('/open311/v2/services.json'))
    .json()
    .map((one: { service_code: string }) => one.service_code)
})
after(() => client.hub.close())

const bearer = (one: string) => ({ authorization: `Bearer ${one}` })
async function put(service: string, attributes: unknown, headers: Record<string, string> = bearer(token)) {
  const url = `/api/services/${service}/attributes`
  return await client.hub.server.inject({ method: 'PUT', url, headers, payload: { attributes } })
}
const read = async (service: string, headers: Record<string, string> = bearer(token)) =>
  await client.hub.server.inject({ url: `/api/services/${service}/attributes`, headers })

const asked = (changes: Partial<Record<keyof ServiceAttribute, unknown>> = {}) => ({
  code: 'colour',
  datatype: 'string',
  required: false,
  description: '颜色',
  options: [],
  ...changes,
})

test('only who edits duties says what is asked for; staff read it, strangers and keys of systems do not', async () => {
  const [service] = services as [string]
  for (const account of ['seat1', 'handler-water', 'audit-admin', 'ai-engineer1'])
    assert.equal(
      (await put(service, [asked()], bearer(await client.hub.token(account)))).statusCode,
      403,
      account,
    )
  for (const headers of [{}, { 'x-api-key': client.key }, bearer(client.key)] as Record<string, string>[]) {
    assert.equal((await put(service, [asked()], headers)).statusCode, 401)
    assert.equal((await read(service, headers)).statusCode, 401)
  }
  assert.deepEqual((await read(service)).json(), { attributes: [], version: 0 }, 'nothing was written')
  assert.deepEqual((await read(service, bearer(await client.hub.token('seat1')))).json(), {
    attributes: [],
    version: 0,
  })
})

test('what is asked for is well-formed, and of a lowest category', async () => {
  const [service] = services as [string]
  const wrong: unknown[] = [
    [asked({ code: '' })],
    [asked({ code: 'a b' })],
    [asked({ code: 'a]' })],
    [asked({ code: '颜色' })],
    [asked({ code: 'x'.repeat(61) })],
    [asked({ datatype: 'object' })],
    [asked({ required: 'yes' })],
    [asked({ description: ' ' })],
    [asked({ description: 'x'.repeat(201) })],
    [asked({ options: [{ key: '', name: 'x' }] })],
    [asked({ options: Array.from({ length: 201 }, (_, at) => ({ key: `k${at}`, name: 'x' })) })],
    Array.from({ length: 51 }, (_, at) => asked({ code: `c${at}` })),
    'colour',
    null,
  ]
  for (const attributes of wrong)
    assert.equal((await put(service, attributes)).statusCode, 400, JSON.stringify(attributes).slice(0, 80))
  const { categories } = await client.hub.hub.snapshot()
  const parent = categories.find(one => categories.some(other => other.parentId === one.id))!
  for (const none of ['nothing', parent.id, '%25', 'constructor']) {
    assert.equal((await put(none, [asked()])).statusCode, 404, none)
    assert.equal((await read(none)).statusCode, 404, none)
  }
  for (const odd of ['%00', 'x'.repeat(81)]) assert.ok([400, 404].includes((await read(odd)).statusCode), odd)
})

test('of one code given twice the last counts; the order is kept; each change stands in the ledger', async () => {
  const [, service] = services as [string, string]
  const given = [asked({ code: 'b' }), asked({ code: 'a' }), asked({ code: 'b', description: '二' })]
  const { attributes } = (await put(service, given)).json() as { attributes: ServiceAttribute[] }
  assert.deepEqual(
    attributes.map(one => [one.code, one.description]),
    [
      ['b', '二'],
      ['a', '颜色'],
    ],
  )
  await put(service, [])
  const entries = await readEntries(client.hub.base.database, `category:${service}`)
  assert.deepEqual(
    entries.map(one => [one.kind, (one.body as { codes: string[] }).codes]),
    [
      ['service.attributes-edited', ['b', 'a']],
      ['service.attributes-edited', []],
    ],
  )
})

test('two who replace it at once both get an answer, and one of them the last word', async () => {
  const [, , service] = services as [string, string, string]
  for (let turn = 0; turn < 3; turn++) {
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        put(
          service,
          ['a', 'b'].map(code => asked({ code, description: `第 ${at} 人` })),
        ),
      ),
    )
    assert.deepEqual([...new Set(answers.map(one => one.statusCode))], [200])
    const { attributes } = (await read(service)).json() as { attributes: ServiceAttribute[] }
    assert.deepEqual(
      attributes.map(one => one.code),
      ['a', 'b'],
    )
    assert.equal(new Set(attributes.map(one => one.description)).size, 1, 'nothing is mixed')
    await put(service, [])
  }
})

test('markup in what is asked for is text in the definition, in XML and in JSON', async () => {
  const [, , , service] = services as [string, string, string, string]
  const nasty = `</name><x a="1">&lol;]]>`
  const one = asked({ description: nasty, options: [{ key: nasty, name: nasty }] })
  assert.equal((await put(service, [one])).statusCode, 200)
  const { service_definition } = await client.xml(`/open311/v2/services/${service}.xml`)
  const [shown] = service_definition.attributes.attribute
  assert.deepEqual(Object.keys(shown), [
    'variable',
    'code',
    'datatype',
    'required',
    'datatype_description',
    'order',
    'description',
    'values',
  ])
  assert.deepEqual(Object.keys(shown.values.value[0]), ['key', 'name'])
  const json = (await client.get(`/open311/v2/services/${service}.json`)).json()
  assert.deepEqual(json.attributes[0].values, [{ key: nasty, name: nasty }])
  const code = await client.submit({ service_code: service, 'attribute[colour]': nasty })
  const [own] = (await client.get(`/open311/v2/requests/${code}.json?api_key=${client.key}`)).json()
  assert.ok(own.description.includes(`${nasty}：${nasty}`))
  await put(service, [])
})

test('a report has what is asked for, of the kind that is asked for; the rest of it is kept', async () => {
  const [, , , , service] = services as [string, string, string, string, string]
  const options = [
    { key: 'y', name: '黄' },
    { key: 'w', name: '白' },
  ]
  await put(service, [
    asked({ code: 'count', datatype: 'number', required: true, description: '数量' }),
    asked({ code: 'when', datatype: 'datetime', description: '时间' }),
    asked({ code: 'one', datatype: 'singlevaluelist', description: '一种', options }),
    asked({ code: 'many', datatype: 'multivaluelist', description: '几种', options }),
  ])
  const table: [Record<string, string>, number, RegExp][] = [
    [{}, 400, /attribute\[count\]/],
    [{ count: ' ' }, 400, /attribute\[count\]/],
    [{ count: 'three' }, 400, /number/],
    [{ count: 'Infinity' }, 400, /number/],
    [{ count: '3', when: 'soon' }, 400, /datetime/],
    [{ count: '3', one: 'x' }, 400, /singlevaluelist/],
    [{ count: '3', one: '黄' }, 400, /singlevaluelist/],
    [{ count: '3', many: 'x' }, 400, /multivaluelist/],
    [{ count: '-3.5' }, 200, /数量：-3\.5/],
    [{ count: '3', when: '2026-11-22T08:00:00Z' }, 200, /时间：2026-11-22T08:00:00Z/],
    [{ count: '3', one: 'y', many: 'w' }, 200, /一种：黄\n几种：白/],
    [{ count: '3', other: '还有别的' }, 200, /other：还有别的/],
  ]
  for (const [values, status, words] of table) {
    const named = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [`attribute[${name}]`, value]),
    )
    const answer = await client.post('requests.json', client.fields({ service_code: service, ...named }))
    assert.equal(answer.statusCode, status, JSON.stringify(values))
    const [said] = answer.json()
    if (status === 400) assert.match(said.description, words)
    else {
      const [own] = (
        await client.get(`/open311/v2/requests/${said.service_request_id}.json?api_key=${client.key}`)
      ).json()
      assert.match(own.description, words)
    }
  }
  await put(service, [])
  await client.submit({ service_code: service })
})

test('of two tabs that save from one version the second is told, and nothing of it is written', async () => {
  const [, , , , , service] = services as [string, string, string, string, string, string]
  const from = async (version: number | undefined, description: string) =>
    await client.hub.server.inject({
      method: 'PUT',
      url: `/api/services/${service}/attributes`,
      headers: bearer(token),
      payload: { attributes: [asked({ description })], ...(version === undefined ? {} : { version }) },
    })
  assert.equal((await from(0, '第一个')).json().version, 1)
  const second = await from(0, '第二个')
  assert.deepEqual([second.statusCode, second.json().code], [409, 'cases.stale-template'])
  const held = (await read(service)).json()
  assert.deepEqual([held.version, held.attributes[0].description], [1, '第一个'])
  const tabs = await Promise.all(Array.from({ length: 5 }, (_, at) => from(1, `第 ${at} 个`)))
  assert.deepEqual(tabs.map(one => one.statusCode).toSorted(), [200, 409, 409, 409, 409])
  assert.equal(
    (await from(undefined, '脚本')).json().version,
    3,
    'a script that names none has the last word',
  )
  const entries = await readEntries(client.hub.base.database, `category:${service}`)
  assert.equal(entries.length, 3)
  for (const version of [-1, 1.5, '1', 2 ** 31])
    assert.equal((await from(version as number, 'x')).statusCode, 400)
  await put(service, [])
})

test('the overview counts what is asked, and a preview is what clients then read, to the letter', async () => {
  const [, , , , , , service] = services as [string, string, string, string, string, string, string]
  const attributes = [asked({ required: true }), asked({ code: 'pole', description: '<灯杆>&' })]
  const preview = async (of: string, headers: Record<string, string> = bearer(token)) =>
    await client.hub.server.inject({
      method: 'POST',
      url: `/api/services/${of}/preview`,
      headers,
      payload: { attributes },
    })
  const shown = (await preview(service)).json()
  assert.deepEqual((await read(service)).json(), { attributes: [], version: 0 }, 'a preview saves nothing')
  await put(service, attributes)
  assert.equal(shown.xml, (await client.get(`/open311/v2/services/${service}.xml`)).body)
  assert.deepEqual(JSON.parse(shown.json), (await client.get(`/open311/v2/services/${service}.json`)).json())
  const overview = await client.hub.server.inject({ url: '/api/services', headers: bearer(token) })
  assert.deepEqual(
    overview.json().items.filter((one: { categoryId: string }) => one.categoryId === service),
    [{ categoryId: service, asked: 2, required: 1 }],
  )
  assert.equal((await preview('nothing')).statusCode, 404)
  assert.equal((await preview(service, bearer(await client.hub.token('seat1')))).statusCode, 403)
  assert.equal((await preview(service, {})).statusCode, 401)
  await put(service, [])
})
