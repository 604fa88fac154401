import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { openConsole } from './open-console.ts'

/** A report by a citizen, as the public form sends it. */
async function report(address: string, detail: string) {
  const place = { address: null, longitude: null, latitude: null, regionId: null }
  const reporter = { name: null, phone: null, anonymous: true }
  const answer = await fetch(`${address}/api/public/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ subject: '', detail, ...place, reporter, idempotencyKey: crypto.randomUUID() }),
  })
  assert.ok(answer.ok, await answer.text())
}

const focusedIn = (page: Page, place: string) =>
  page.waitForFunction(where => document.activeElement?.closest(where) !== null, place)

test('the focus stays near the work when an action was sent or left', async t => {
  const open = await openConsole(t)
  if (!open) return
  for (const detail of ['人民路的路灯一周不亮了。', '小区门口的井盖松动。', '夜里工地太吵。'])
    await report(open.address, detail)

  const page = await open.signIn('dispatcher1')
  await page.waitForURL('**/triage')
  const beside = page.getByRole('complementary', { name: '所选工单' })
  const code = beside.locator('a.number')
  await beside.getByRole('toolbar', { name: '可执行的操作' }).waitFor()
  const first = await code.textContent()
  await page.keyboard.press('u')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText('已受理').first().waitFor()
  await beside.getByText(first ?? '', { exact: true }).waitFor({ state: 'detached' })
  await beside.getByRole('toolbar', { name: '可执行的操作' }).waitFor()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await focusedIn(page, 'aside')

  await code.click()
  await page.waitForURL('**/cases/*')
  const bar = page.getByRole('toolbar', { name: '可执行的操作' })
  const accept = bar.getByRole('button', { name: /^受 ?理/ })
  await accept.click()
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.waitForFunction(() => document.activeElement?.textContent?.includes('受理'))

  await accept.click()
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Control+Enter')
  await accept.waitFor({ state: 'detached' })
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await focusedIn(page, '[role=toolbar]')
  await page.keyboard.press('Tab')
  await page.waitForFunction(() => document.activeElement?.tagName === 'BUTTON')
  await focusedIn(page, '[role=toolbar]')
  // The letters of the page are heard from there.
  await page.keyboard.press('n')
  await page.getByRole('textbox', { name: '备注' }).fill('已与值班人员核对。')
  await page.keyboard.press('Control+Enter')
  await page.getByText('已与值班人员核对。').waitFor()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await focusedIn(page, '[role=toolbar]')
  assert.deepEqual(open.faults, [])
})
