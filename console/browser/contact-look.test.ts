import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listLooks } from '../../src/cases/looks/list-looks.ts'
import { personActor } from '../../test/fixtures/actors.ts'
import { browserOf, dispatchCase, reportCase } from '../../test/fixtures/browser.ts'
import { openConsole } from './open-console.ts'

test('a handler says what a number is needed for, sees it, and the auditor’s list says so', async t => {
  const open = await openConsole(t)
  if (!open) return
  const seat = await browserOf(open.hub, 'seat1')
  const dispatcher = await browserOf(open.hub, 'dispatcher1')
  const made = await reportCase(seat, {
    reporter: { name: '王小明', phone: '13800138000', anonymous: false },
  })
  await dispatchCase(dispatcher, made)

  const page = await open.signIn('handler-urban')
  await page.goto(`${open.address}/cases/${made.caseId}`)
  await page.getByText('138****8000').waitFor()
  assert.equal(await page.getByText('13800138000').count(), 0)
  await page.getByRole('button', { name: '显示' }).click()
  await page.getByRole('button', { name: '其他' }).click()
  const words = page.getByRole('textbox', { name: '请说明用途' })
  await words.fill('约')
  assert.equal(await words.locator('xpath=ancestor::form').getByRole('button').isDisabled(), true)
  await page.getByRole('button', { name: '联系诉求人' }).click()
  await page.getByText('13800138000').waitFor()
  await page.reload()
  await page.getByText('13800138000').waitFor()

  const { database } = open.hub.hub
  const now = Date.now()
  const day = { from: new Date(now - 3_600_000), to: new Date(now + 60_000) }
  const { items } = await listLooks(database, personActor(), day)
  assert.deepEqual(
    items.map(one => [one.purpose, one.account]),
    [['contact', 'handler-urban']],
  )
  assert.deepEqual(open.faults, [])
})
