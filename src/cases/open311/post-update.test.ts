import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, browserOf } from '../../../test/fixtures/browser.ts'
import { type Open311Client, openClient } from './open311.fixture.ts'

/** Another system that sends an update twice: the same words, and other ones. */
let client: Open311Client
let seat: Browser
before(async () => {
  client = await openClient()
  seat = await browserOf(client.hub, 'seat1')
})
after(() => client.hub.close())

async function notesOf(code: string): Promise<(string | null)[]> {
  const { items } = await seat.read<{ items: { caseId: string }[] }>(`/api/cases?words=${code}`)
  const found = await seat.read<{ timeline: { type: string; text: string | null }[] }>(
    `/api/cases/${items[0]!.caseId}`,
  )
  return found.timeline.filter(event => event.type === 'commented').map(event => event.text)
}

async function send(code: string, changes: Record<string, string> = {}): Promise<string> {
  const update = { api_key: client.key, service_request_id: code, update_id: 'u1', status: 'OPEN' }
  const given = { ...update, updated_datetime: '2026-11-22T08:00:00Z', description: '还没有修', ...changes }
  const answer = await client.post('servicerequestupdates.xml', given)
  assert.equal(answer.statusCode, 200, answer.body)
  return client.read(answer).service_request_updates.request_update[0].update_id as string
}

test('other words under a known update id are noted as a correction; the same ones are a repeat', async () => {
  const code = await client.submit()
  const ourId = await send(code)
  assert.equal(await send(code), ourId)
  assert.deepEqual(await notesOf(code), ['还没有修'])
  assert.equal(await send(code, { description: '修了一半' }), ourId, 'the sender knows it by its id')
  assert.equal(await send(code, { description: '修了一半' }), ourId)
  assert.deepEqual(await notesOf(code), ['还没有修', '修了一半'])
  await send(code)
  assert.deepEqual(await notesOf(code), ['还没有修', '修了一半', '还没有修'], 'back to what it said first')
  await send(code, { update_id: 'u2', description: '另一件' })
  assert.equal((await notesOf(code)).length, 4)
})

test('the same correction sent five times at once is one; a changed state alone is one, too', async () => {
  const code = await client.submit()
  await send(code)
  await Promise.all(Array.from({ length: 5 }, () => send(code, { description: '又黑了' })))
  assert.deepEqual(await notesOf(code), ['还没有修', '又黑了'])
  await send(code, { description: '又黑了', status: 'CLOSED' })
  assert.equal((await notesOf(code)).length, 3)
})
