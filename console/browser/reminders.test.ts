import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { demoDuties } from '#city/index.ts'
import { browserOf, dispatchCase, reportCase } from '../../test/fixtures/browser.ts'
import { openConsole } from './open-console.ts'

test('an overdue case reminds its department and the dispatcher; one takes note, the reply ends the rest', async t => {
  const open = await openConsole(t)
  if (!open) return
  const { hub } = open
  const seat = await browserOf(hub, 'seat1')
  const made = await reportCase(seat, { detail: '楼下烧烤店每天晚上油烟很大。' })
  const duty = demoDuties.find(one => one.hostDepartmentId === 'dept-urban')!
  await dispatchCase(seat, made, { dutyId: duty.id })
  const handler = await open.signIn('handler-urban')
  await handler.goto(`${open.address}/reminders`)
  await handler.getByText('没有需要处理的期限').waitFor()
  // Ninety days pass.
  await sql`update cases.case_record set due_at = due_at - interval '90 days'`.execute(hub.base.owner)
  await sql`update cases.due_moment set at = at - interval '90 days'`.execute(hub.base.owner)
  const told = async () =>
    (await sql`select from cases.due_moment where fired_at is null`.execute(hub.base.owner)).rows.length === 0
  while (!(await told())) await new Promise(done => setTimeout(done, 100))
  await handler.reload()
  await handler.getByText('共 1 条提醒').waitFor()
  await handler.getByText('已超期', { exact: true }).waitFor()
  await handler.keyboard.press('x')
  await handler.getByText('没有需要处理的期限').waitFor()

  const dispatcher = await open.signIn('dispatcher1')
  await dispatcher.goto(`${open.address}/reminders`)
  await dispatcher.getByText('久拖未办：全市', { exact: true }).waitFor()
  await dispatcher.getByRole('link', { name: made.code }).first().waitFor()

  const worker = await browserOf(hub, 'handler-urban')
  const path = `/api/cases/${made.caseId}`
  const version = async () => (await worker.read<{ version: number }>(path)).version
  await worker.act(`${path}/actions/handle`, { version: await version() })
  await worker.act(`${path}/actions/reply`, { version: await version(), reply: '已责令整改。' })
  for (const page of [handler, dispatcher]) {
    await page.reload()
    await page.getByText('没有需要处理的期限').waitFor()
  }
  assert.deepEqual(open.faults, [])
})
