import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { signWebhook } from '#base/index.ts'
import { createPartner } from '../../src/cases/exchange/create-partner.ts'
import { testPassword } from '../../test/fixtures/hub.ts'
import { codeOf } from '../../test/totp-code.ts'
import { openConsole } from './open-console.ts'

async function enter(page: Page) {
  await page.getByLabel('账号').fill('security-admin')
  await page.getByLabel('密码', { exact: true }).fill(testPassword)
  await page.keyboard.press('Enter')
  await page.getByLabel('当前密码').fill(testPassword)
  await page.keyboard.press('Enter')
  const secret = await page.locator('.ant-typography code').first().textContent()
  await page.getByLabel('动态口令').fill(codeOf(`otpauth://totp/chengshu?secret=${secret}`))
  await page.keyboard.press('Enter')
  await page.waitForURL('**/people')
}

test('a door for another system: tried with a sample, opened, its mapping mended, and what was kept mapped again', async t => {
  const open = await openConsole(t)
  if (!open) return
  const { hub } = open
  await createPartner(hub.base.database, { name: '水务平台', rights: ['report'] }, { id: 'test' })
  const page = await open.visit('/sign-in')
  await enter(page)
  await page.getByRole('link', { name: '推送进件' }).click()
  await page.getByText('还没有推送入口').waitFor()
  await page.keyboard.press('n')
  const drawer = page.getByRole('dialog', { name: '新建推送入口' })
  await drawer.getByRole('button', { name: /新建推送入口/ }).click()
  await drawer.getByText('请选择外部系统。').waitFor()
  await drawer.getByLabel('外部系统').click()
  await page.getByTitle('水务平台').click()
  await drawer.getByLabel('名称').fill('水压告警')
  await drawer.getByLabel('内容（必填）').fill('alarm.text')
  await drawer.getByLabel('分类').fill('=水务')
  await drawer.getByLabel(/试一试/).fill('{"alarm":{"words":"水压低"}}')
  await drawer.getByRole('button', { name: '看看结果' }).click()
  await drawer.getByText('内容（必填）：没有').waitFor()
  await drawer.getByLabel(/试一试/).fill('{"alarm":{"text":"水压低"}}')
  await drawer.getByRole('button', { name: '看看结果' }).click()
  await drawer.getByText('水压低', { exact: true }).waitFor()
  await page.keyboard.press('Control+Enter')
  const shown = page.getByRole('dialog', { name: '“水压告警”的签名密钥' })
  const secret = (await shown.locator('code').textContent())!
  await shown.getByRole('button', { name: '我已记下' }).click()
  await shown.waitFor({ state: 'hidden' })

  const url = (await page.getByText('/api/webhooks/in/').textContent())!
  const body = JSON.stringify({ alarm: { words: '夜里水压过低，楼上没有水。' } })
  const at = Math.floor(Date.now() / 1000)
  const headers = {
    'webhook-id': 'one',
    'webhook-timestamp': String(at),
    'webhook-signature': signWebhook({ secret, id: 'one', at, body }),
  }
  const answer = await hub.server.inject({ method: 'POST', url, payload: body, headers })
  assert.equal(answer.statusCode, 422)

  await page.getByRole('button', { name: '“水压告警”的字段对应' }).click()
  const edit = page.getByRole('dialog', { name: '“水压告警”的字段对应' })
  assert.equal(await edit.getByLabel('分类').inputValue(), '=水务')
  await edit.getByLabel('内容（必填）').fill('alarm words')
  await page.keyboard.press('Control+Enter')
  await edit.getByText(/位置写法不对/).waitFor()
  await edit.getByLabel('内容（必填）').fill('alarm.words')
  await page.keyboard.press('Control+Enter')
  await edit.waitFor({ state: 'hidden' })

  await page.locator('.ant-table-row-expand-icon').click()
  await page.getByText('内容（必填）：没有').waitFor()
  await page.getByRole('button', { name: '重新转换' }).click()
  await page.getByText('已成工单').waitFor()
  await page.getByRole('button', { name: '停用“水压告警”' }).click()
  await page
    .getByRole('tooltip')
    .getByRole('button', { name: /停.?用/ })
    .click()
  await page.getByText('已停用').waitFor()
  assert.deepEqual(open.faults, [])
})
