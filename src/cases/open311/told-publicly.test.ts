import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import type { RequestListing } from '../feeds/publication.contract.ts'
import { type Open311Client, openClient } from './open311.fixture.ts'

/** What somebody without a key is told of single cases, as the city has it; and that a client goes on working whatever it is. */
let client: Open311Client
let token: string
let street: { id: string; district: string; street: string }

before(async () => {
  client = await openClient()
  token = await client.hub.token('data-steward1')
  const city = await client.hub.hub.snapshot()
  const grid = city.regions.find(one => one.level === 'grid')!
  const above = (level: string) =>
    grid.ancestors.map(id => city.region(id)).find(one => one?.level === level)!
  street = { id: grid.id, district: above('district').name, street: above('street').name }
})
after(() => client.hub.close())

const listings: readonly RequestListing[] = ['off', 'generalised', 'exact']

/** As a data steward says so on the page. */
async function list(requests: RequestListing) {
  const headers = { authorization: `Bearer ${token}` }
  const url = '/api/publication'
  const held = (await client.hub.server.inject({ url, headers })).json()
  const { openData, columns, newestMonths, version } = held
  const payload = { openData, columns, newestMonths, version, requests }
  const answer = await client.hub.server.inject({ method: 'PUT', url, headers, payload })
  assert.equal(answer.statusCode, 200, answer.body)
}

/** A case at a known place and moment. */
async function placed(changes: { hidden?: boolean } = {}): Promise<string> {
  const code = await client.submit({ lat: '31.23456', long: '120.65432', address_string: '幸福路 3 号 502' })
  await sql`
    update cases.case_record
       set region_id = ${street.id}, confidential = ${changes.hidden ?? false}, reported_at = '2026-03-04T05:17:23Z',
           updated_at = '2026-03-04T20:41:09Z', due_at = '2026-03-11T05:17:23Z'
     where code = ${code}`.execute(client.hub.base.owner)
  return code
}

interface Told {
  service_request_id: string
  service_code: string | null
  status: string
  description: string | null
  agency_responsible: string | null
  requested_datetime: string
  updated_datetime: string
  expected_datetime: string | null
  address: string | null
  lat: number | null
  long: number | null
  media_url: string | null
}
const requests = async (query: string): Promise<Told[]> => {
  const answer = await client.get(`/open311/v2/requests.json?${query}`)
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json()
}
const march = 'start_date=2026-03-01&end_date=2026-03-20'
const byId = async (code: string, key = '') =>
  (await requests(`service_request_id=${code}${key && `&api_key=${key}`}`))[0]!

test('a city that said nothing lists district and day, no street, no hour, no point', async () => {
  const code = await placed()
  const seen = (await requests(march)).find(one => one.service_request_id === code)!
  assert.equal(seen.address, street.district)
  assert.deepEqual(
    [seen.requested_datetime, seen.updated_datetime, seen.expected_datetime],
    ['2026-03-03T16:00:00Z', '2026-03-04T16:00:00Z', '2026-03-10T16:00:00Z'],
    'midnights of the city',
  )
  assert.ok(Math.abs(seen.lat! - 31.23456) < 0.08 && seen.lat !== 31.235 && seen.lat !== 31.23456)
  assert.equal(seen.service_code, client.serviceCode)
  const found = async (span: string) => (await requests(span)).some(one => one.service_request_id === code)
  for (const [from, to] of [
    ['2026-03-03T16:00:00Z', '2026-03-03T16:00:01Z'],
    ['2026-03-04T05:17:24Z', '2026-03-04T15:59:59Z'],
    ['2026-03-04T15:59:59Z', '2026-03-04T15:59:59Z'],
  ])
    assert.equal(await found(`start_date=${from}&end_date=${to}`), true, `${from}: the day is all there is`)
  assert.equal(await found('start_date=2026-03-04T16:00:00Z&end_date=2026-03-05T16:00:00Z'), false)
  assert.equal(await found('start_date=2026-03-02T16:00:00Z&end_date=2026-03-03T15:59:59Z'), false)
})

test('exact places are told only once a person released them, and never of hidden reporters', async () => {
  const [open, hidden] = [await placed(), await placed({ hidden: true })]
  const points = async () => (await Promise.all([open, hidden].map(code => byId(code)))).map(one => one.lat)
  assert.ok((await points()).every(lat => lat !== 31.23456))
  await list('exact')
  const [seen, kept] = [await byId(open), await byId(hidden)]
  assert.deepEqual([seen.lat, seen.long], [31.23456, 120.65432])
  assert.ok(seen.address!.endsWith(street.street) && !JSON.stringify(seen).includes('幸福路'))
  assert.equal(seen.requested_datetime, '2026-03-04T05:00:00Z')
  assert.deepEqual(
    [kept.address, kept.requested_datetime, kept.lat === 31.23456],
    [street.district, '2026-03-03T16:00:00Z', false],
  )
  // Not by asking for ever smaller spans either.
  const codes = async (from: string, to: string) =>
    (await requests(`start_date=2026-03-04T${from}Z&end_date=2026-03-04T${to}Z`)).map(
      one => one.service_request_id,
    )
  const early = await codes('01:00:00', '02:00:00')
  assert.deepEqual([early.includes(open), early.includes(hidden)], [false, true])
  await list('generalised')
  assert.ok(
    (await points()).every(lat => lat !== 31.23456),
    'taken back at once',
  )
})

test('switched off nobody reads a list, and who knows an id reads where it stands and nothing else', async () => {
  const code = await placed()
  await list('off')
  assert.deepEqual(await requests(march), [])
  assert.deepEqual(await requests(`service_code=${client.serviceCode}&${march}`), [])
  const seen = await byId(code)
  assert.deepEqual(
    [seen.status, seen.service_code, seen.description, seen.agency_responsible, seen.address, seen.lat],
    ['open', null, null, null, null, null],
  )
  assert.equal(seen.requested_datetime, '2026-03-03T16:00:00Z')
  const stranger = (await client.partner('another', ['update'])).key
  assert.deepEqual(await requests(`${march}&api_key=${stranger}`), [], 'another key is nobody here')
  const own = await requests(`${march}&api_key=${client.key}`)
  assert.ok(own.length > 0 && own.every(one => one.lat === 31.23456 && one.address === '幸福路 3 号 502'))
  const span = `start_date=${new Date(Date.now() - 3_600_000).toISOString()}&end_date=${new Date(Date.now() + 3_600_000).toISOString()}`
  assert.deepEqual((await client.get(`/open311/v2/servicerequestupdates.json?${span}`)).json(), [])
  await list('generalised')
})

test('a step is told to the day, to the hour where places are released, of hidden reporters always to the day', async () => {
  const [open, hidden] = [await placed(), await placed({ hidden: true })]
  await sql`
    insert into cases.event (id, recorded_at, case_id, seq, type, at, actor, to_state, commitment, details)
    select gen_random_uuid(), '2026-03-05T05:17:23Z', id, 90, 'accepted', '2026-03-05T05:17:23Z', 'test', 'accepted',
           sha256('x'), '{}' from cases.case_record where code in (${open}, ${hidden})`.execute(
    client.hub.base.owner,
  )
  const told = async (from: string, to: string) => {
    const query = `start_date=2026-03-05T${from}Z&end_date=2026-03-05T${to}Z`
    const all = (await client.get(`/open311/v2/servicerequestupdates.json?${query}`)).json() as Told[]
    return Object.fromEntries(all.map(one => [one.service_request_id, one.updated_datetime]))
  }
  const day = '2026-03-04T16:00:00Z'
  assert.deepEqual(await told('01:00:00', '02:00:00'), { [open]: day, [hidden]: day })
  await list('exact')
  assert.deepEqual(await told('01:00:00', '02:00:00'), { [hidden]: day })
  assert.deepEqual(await told('05:00:00', '05:01:00'), { [open]: '2026-03-05T05:00:00Z', [hidden]: day })
  await list('generalised')
})

for (const listing of listings)
  test(`FixMyStreet works as it does, whatever the city lists: ${listing}`, async () => {
    await list(listing)
    // As it asks, in its order: only the updates and what it sends carry its key.
    const { services } = await client.xml('/open311/v2/services.xml')
    assert.ok(services.service.length > 1)
    await client.xml(`/open311/v2/services/${client.serviceCode}.xml`)
    const code = await client.submit()
    const update = {
      api_key: client.key,
      jurisdiction_id: '',
      update_id: `fms-${listing}`,
      service_request_id: code,
      updated_datetime: '2026-11-22T08:00:00Z',
      status: 'OPEN',
      description: '还是不亮',
      email: 'ann@example.com',
      first_name: 'Ann',
      last_name: '-',
    }
    const added = client.read(await client.post('servicerequestupdates.xml', update))
    assert.ok(added.service_request_updates.request_update[0].update_id)
    const moment = (minutes: number) =>
      encodeURIComponent(new Date(Date.now() + minutes * 60_000).toISOString())
    const span = `start_date=${moment(-30)}&end_date=${moment(30)}`
    const { service_requests: asked } = await client.xml(
      `/open311/v2/requests.xml?service_request_id=${code}&jurisdiction_id=`,
    )
    assert.deepEqual([asked.request[0].service_request_id, asked.request[0].status], [code, 'open'])
    const { service_requests: fetched } = await client.xml(
      `/open311/v2/requests.xml?${span}&jurisdiction_id=`,
    )
    const listed = (fetched?.request ?? []).map(
      (one: { service_request_id: string }) => one.service_request_id,
    )
    assert.equal(listed.includes(code), listing !== 'off')
    const { token: known } = (await client.xml(`/open311/v2/tokens/${code}.xml`)).service_requests.request[0]
    assert.equal(known, code)
    await client.xml(`/open311/v2/servicerequestupdates.xml?api_key=${client.key}&${span}`)
    await list('generalised')
  })
