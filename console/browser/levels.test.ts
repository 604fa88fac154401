import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { inTransaction } from '#base/index.ts'
import { commandLineActor, createPeople } from '#identity/index.ts'
import { testPassword } from '../../test/fixtures/hub.ts'
import { codeOf } from '../../test/totp-code.ts'
import { openConsole } from './open-console.ts'

async function enter(page: Page, account: string) {
  await page.getByLabel('账号').fill(account)
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

test('a security administrator finds a field, raises it, and takes that back once another one agrees', async t => {
  const open = await openConsole(t)
  if (!open) return
  const second = {
    account: 'security-two',
    name: '安全员乙',
    roles: ['security-administrator' as const],
    departmentId: null,
    regionIds: [],
    level: 'L4' as const,
  }
  await inTransaction(open.hub.base.database, tx =>
    createPeople(
      tx,
      { people: [second], password: testPassword, mustChangePassword: false, fictional: true },
      commandLineActor,
    ),
  )
  const page = await open.visit('/sign-in')
  await enter(page, 'security-admin')
  await page.goto(`${open.address}/levels`)
  await page.getByLabel('按名称查找').fill('decisionSummary.confidence')
  const name = page.getByRole('button', { name: 'decisionSummary.confidence', exact: true })
  await name.waitFor()
  await page.getByText('共 1 个字段').waitFor()
  await name.click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('调高到').click()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await drawer.getByLabel('重要数据').check()
  await drawer.getByLabel('原因').fill('市里要求')
  await drawer.getByRole('button', { name: '保存' }).click()
  await page.getByText('由 L2 调高').waitFor()
  await page.getByRole('listitem').filter({ hasText: '第 1 版' }).getByText('现行').waitFor()

  await name.click()
  await drawer.getByLabel('调高到').click()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await drawer.getByLabel('原因').fill('要求已取消')
  await drawer.getByRole('button', { name: '保存' }).click()
  const waiting = page.getByRole('alert').filter({ hasText: '第 2 版放宽了保护' })
  await waiting.getByLabel('复核意见').fill('自己看过')
  await waiting.getByRole('button', { name: '同意生效' }).click()
  await page.getByText('不能由提出人自己确认').waitFor()
  await page.getByText('由 L2 调高').waitFor()

  const other = await open.visit('/sign-in')
  await enter(other, 'security-two')
  await other.goto(`${open.address}/levels?changed=true`)
  const theirs = other.getByRole('alert').filter({ hasText: '第 2 版放宽了保护' })
  await theirs.getByLabel('复核意见').fill('要求确已取消')
  await theirs.getByRole('button', { name: '同意生效' }).click()
  await other.getByText('已生效').waitFor()
  await other.getByRole('listitem').filter({ hasText: '第 2 版' }).getByText('现行').waitFor()
  assert.equal(await other.getByText('由 L2 调高').count(), 0)
})
