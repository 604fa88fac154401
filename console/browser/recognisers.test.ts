import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { testPassword } from '../../test/fixtures/hub.ts'
import { codeOf } from '../../test/totp-code.ts'
import { openConsole } from './open-console.ts'

async function enter(page: Page) {
  await page.getByLabel('账号').fill('security-admin')
  await page.getByLabel('密码', { exact: true }).fill(testPassword)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '启用动态口令' }).waitFor()
  await page.getByLabel('当前密码').fill(testPassword)
  await page.keyboard.press('Enter')
  const secret = await page.locator('.ant-typography code').first().textContent()
  await page.getByLabel('动态口令').fill(codeOf(`otpauth://totp/chengshu?secret=${secret}`))
  await page.keyboard.press('Enter')
  await page.waitForURL('**/people')
}

test('a security administrator tries a text, makes a recogniser that is refused first, and sees it find', async t => {
  const open = await openConsole(t)
  if (!open) return
  const page = await open.visit('/sign-in')
  await enter(page)
  await page.goto(`${open.address}/recognisers`)
  const attempt = page.getByRole('region', { name: '试一试' }).first()
  const text = '燃气户号RQ12345678停气，回电13800138000，家住松涛路17号'
  await attempt.getByLabel('待识别的文字').fill(text)
  await attempt.getByRole('button', { name: '识别' }).click()
  await attempt.getByText('识别出 2 处，文字级别 L4').waitFor()
  assert.deepEqual(await attempt.locator('mark').allTextContents(), ['13800138000', '松涛路17号'])

  await page.getByRole('button', { name: '添加识别器' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('button', { name: '检验并保存' }).click()
  await form.getByText('请至少给出一个应当识别的示例').waitFor()
  await form.getByLabel('代号').fill('gas-account')
  await form.getByLabel('名称（中文）').fill('燃气户号')
  await form.getByLabel('名称（英文）').fill('Gas account')
  await form.getByLabel('格式').fill('RQ\\d{8}')
  await form.getByLabel('提示词', { exact: true }).fill('燃气\n户号')
  await form.getByLabel('应当识别的示例').fill('燃气户号QR12345678')
  await form.getByLabel('不应识别的反例').fill('RQ123')
  await form.getByRole('button', { name: '检验并保存' }).click()
  await form.getByText('示例“燃气户号QR12345678”应当被识别').waitFor()
  await form.getByLabel('应当识别的示例').fill('燃气户号RQ12345678')
  await form.getByRole('button', { name: '检验并保存' }).click()
  await form.waitFor({ state: 'hidden' })
  await page.getByRole('row').filter({ hasText: 'gas-account' }).getByText('第 1 版').waitFor()

  await attempt.getByRole('button', { name: '识别' }).click()
  await attempt.getByText('识别出 3 处').waitFor()
  assert.deepEqual(await attempt.locator('mark').allTextContents(), [
    'RQ12345678',
    '13800138000',
    '松涛路17号',
  ])
  assert.deepEqual(open.faults, [])
})
