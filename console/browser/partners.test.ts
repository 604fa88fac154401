import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { browserOf } from '../../test/fixtures/browser.ts'
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

async function secretOf(page: Page, title: string): Promise<string> {
  const shown = page.getByRole('dialog', { name: title })
  const secret = (await shown.locator('code').textContent()) ?? ''
  await shown.getByRole('button', { name: '我已记下' }).click()
  await shown.waitFor({ state: 'hidden' })
  assert.ok(!(await page.content()).includes(secret), 'the secret stays in the page')
  return secret
}

test('the security administrator gives a system a key, has it told of cases, sends again what was parked, and ends both', async t => {
  const open = await openConsole(t)
  if (!open) return
  const page = await open.visit('/sign-in')
  await enter(page)
  await page.getByRole('link', { name: '外部系统' }).click()
  await page.getByText('还没有外部系统').waitFor()

  await page.keyboard.press('n')
  const drawer = page.getByRole('dialog', { name: '新建密钥' })
  await drawer.getByRole('button', { name: '新建密钥' }).click()
  await drawer.getByText('请填写名称。').waitFor()
  await drawer.getByLabel('名称').fill('随手拍')
  await page.keyboard.press('Enter')
  const key = await secretOf(page, '“随手拍”的接口密钥')
  const services = (await open.hub.server.inject('/open311/v2/services.json')).json()
  const send = () =>
    open.hub.server.inject({
      method: 'POST',
      url: '/open311/v2/requests.json',
      payload: new URLSearchParams({
        api_key: key,
        service_code: services[0].service_code,
        address_string: '人民路 1 号',
        description: '路灯不亮',
      }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  const sent = await send()
  assert.equal(sent.statusCode, 200, sent.body)
  const code = sent.json()[0].service_request_id

  await page.getByRole('button', { name: '新建订阅' }).click()
  const form = page.getByRole('dialog', { name: '新建订阅' })
  await form.getByLabel('名称').fill('数据中台')
  await form.getByLabel('接收地址').fill('http://127.0.0.1:9/in')
  await page.keyboard.press('Enter')
  await form.getByText('该地址位于内部网络').waitFor()
  await form.getByLabel('接收地址').fill('https://nobody.invalid/in')
  await page.keyboard.press('Enter')
  assert.match(await secretOf(page, '“数据中台”的签名密钥'), /^whsec_/)

  const seat = await browserOf(open.hub, 'seat1')
  const { items } = await seat.read<{ items: { caseId: string; version: number }[] }>(
    `/api/cases?words=${code}`,
  )
  await seat.act(`/api/cases/${items[0]!.caseId}/actions/accept`, { version: items[0]!.version })
  // Six hours pass.
  await sql`update cases.partner_message set state = 'parked'`.execute(open.hub.base.owner)
  await page.reload()
  await page.getByText('搁置 1 条').waitFor()
  await page.getByText('报送 1 件').waitFor()
  await page.getByRole('button', { name: '展开行' }).click()
  await page.getByText('已搁置').waitFor()
  await page.getByRole('button', { name: `重新发送 ${code} 的“受理”` }).click()
  await page.getByText('待发送', { exact: true }).waitFor()

  await page.getByRole('button', { name: '停用“数据中台”' }).click()
  await page
    .getByRole('tooltip')
    .getByRole('button', { name: /停\s?用/ })
    .click()
  await page.getByText('已停用').waitFor()
  await page.getByRole('button', { name: '撤销“随手拍”' }).click()
  await page
    .getByRole('tooltip')
    .getByRole('button', { name: /撤\s?销/ })
    .click()
  await page.getByText('已撤销').waitFor()
  assert.equal((await send()).statusCode, 403)
  assert.deepEqual(open.faults, [])
})
