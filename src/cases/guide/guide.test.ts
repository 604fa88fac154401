import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { browserOf, reportCase } from '../../../test/fixtures/browser.ts'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'

let hub: TestHub
before(async () => {
  hub = await testHub()
})
after(() => hub.close())

test('the five steps are ticked as somebody takes them, and not by generated cases', async () => {
  const seat = await browserOf(hub, 'seat1')
  const taken = async () => (await seat.read<{ taken: string[] }>('/api/guide')).taken
  assert.deepEqual(await taken(), [])
  const made = await reportCase(seat)
  assert.deepEqual(await taken(), ['report'])
  const path = `/api/cases/${made.caseId}/actions`
  const act = async (account: string, action: string, body: object) => {
    const by = await browserOf(hub, account)
    const { version } = await seat.read<{ version: number }>(`/api/cases/${made.caseId}`)
    await by.act(`${path}/${action}`, { version, ...body })
  }
  await act('seat1', 'dispatch', { departmentId: 'dept-urban', dutyId: null, categoryId: null })
  assert.deepEqual(await taken(), ['report', 'dispatch'])
  await act('handler-urban', 'handle', {})
  await act('handler-urban', 'reply', { reply: '已修好。' })
  assert.deepEqual(await taken(), ['report', 'dispatch', 'reply'])
  await act('dispatcher1', 'close', {})
  await seat.act(`/api/public/reports/${made.followUpCode}/rating`, { score: 5, resolved: true })
  assert.deepEqual(await taken(), ['report', 'dispatch', 'reply', 'close', 'rate'])
})

test('nobody is led without signing in', async () => {
  assert.equal((await hub.server.inject('/api/guide')).statusCode, 401)
})
