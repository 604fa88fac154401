import assert from 'node:assert/strict'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'
import { createPartner } from '../exchange/create-partner.ts'

/** The hub as another system reaches it, with a key, and what FixMyStreet sends. */
export type Open311Client = Awaited<ReturnType<typeof openClient>>

export async function openClient() {
  const hub: TestHub = await testHub()

  const partner = (
    name: string,
    rights: ('report' | 'update')[] = ['report', 'update'],
    callsPerMinute = 6000,
  ) => createPartner(hub.hub.database, { name, rights, callsPerMinute }, { id: 'test' })

  const lists = new Set(['service', 'request', 'request_update', 'attribute', 'value', 'endpoint', 'error'])
  const parser = new XMLParser({
    isArray: name => lists.has(name),
    parseTagValue: false,
    ignoreAttributes: true,
    ignoreDeclaration: true,
  })

  async function get(url: string, headers: Record<string, string> = {}) {
    return await hub.server.inject({ url, headers })
  }

  // biome-ignore lint/suspicious/noExplicitAny: what XML holds has no type
  function read(answer: { body: string; headers: Record<string, unknown> }): any {
    assert.match(String(answer.headers['content-type']), /^text\/xml; charset=utf-8/)
    assert.equal(XMLValidator.validate(answer.body), true, answer.body)
    return parser.parse(answer.body)
  }
  const xml = async (url: string) => read(await get(url))

  /** Sends a form as LWP does. */
  async function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
    return await hub.server.inject({
      method: 'POST',
      url: `/open311/v2/${path}`,
      payload: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })
  }

  let sent = 0
  /** What FixMyStreet sends for a report. */
  const fields = (changes: Record<string, string> = {}) => ({
    jurisdiction_id: '',
    api_key: key,
    service_code: serviceCode,
    lat: '31.2001',
    long: '120.6002',
    description: `路灯不亮 ${++sent}\n\n小区门口的路灯坏了 <b>&\n\nhttps://fms.example/report/${sent}\n`,
    first_name: 'Ann',
    last_name: 'Lee',
    email: 'ann@example.com',
    phone: '13800138000',
    media_url: 'https://fms.example/photo/1.jpeg',
    'attribute[fixmystreet_id]': String(sent),
    ...changes,
  })
  const submit = async (changes: Record<string, string> = {}, headers: Record<string, string> = {}) => {
    const answer = await post('requests.xml', fields(changes), headers)
    assert.equal(answer.statusCode, 200, answer.body)
    return read(answer).service_requests.request[0].service_request_id as string
  }
  const key = (await partner('FixMyStreet')).key
  const serviceCode: string = (await xml('/open311/v2/services.xml')).services.service[0].service_code
  return { hub, key, serviceCode, partner, get, post, xml, read, fields, submit, sent: () => sent }
}
