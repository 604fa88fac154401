import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { testPassword } from '../../test/fixtures/hub.ts'
import { codeOf } from '../../test/totp-code.ts'
import { openConsole } from './open-console.ts'

const chosen = 'a password of my own 9'

async function enter(page: Page, account: string, password: string) {
  await page.getByLabel('账号').fill(account)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
}

async function changePassword(page: Page, first: string) {
  await page.getByRole('heading', { name: '修改密码' }).waitFor()
  await page.getByLabel('当前密码').fill(first)
  await page.getByLabel('新密码', { exact: true }).fill(chosen)
  await page.getByLabel('再次输入新密码').fill(chosen)
  await page.keyboard.press('Enter')
}

async function setUpSecondFactor(page: Page, password: string) {
  await page.getByRole('heading', { name: '启用动态口令' }).waitFor()
  await page.getByLabel('当前密码').fill(password)
  await page.keyboard.press('Enter')
  const secret = await page.locator('.ant-typography code').first().textContent()
  assert.match(secret ?? '', /^[A-Z2-7]{16,}$/)
  await page.getByLabel('动态口令').fill(codeOf(`otpauth://totp/chengshu?secret=${secret}`))
  await page.keyboard.press('Enter')
  await page.waitForURL('**/people')
}

/** Makes a person in the page and reads the first password, which must be gone once the window is closed. */
async function create(page: Page, person: { account: string; name: string; role: string }): Promise<string> {
  await page.getByRole('button', { name: '新增人员' }).click()
  const drawer = page.getByRole('dialog', { name: '新增人员' })
  await drawer.getByLabel('账号').fill(person.account)
  await drawer.getByLabel('姓名').fill(person.name)
  await drawer.getByLabel(person.role, { exact: true }).check()
  await page.keyboard.press('Control+Enter')
  const shown = page.getByRole('dialog', { name: `${person.account} 的初始密码` })
  const password = (await shown.locator('code').textContent()) ?? ''
  assert.match(password, /^([a-z2-9]{5}-){3}[a-z2-9]{5}$/)
  await shown.getByRole('button', { name: '我已记下' }).click()
  await shown.waitFor({ state: 'hidden' })
  await page.getByLabel('账号或姓名').fill(person.account)
  await page.getByRole('button', { name: person.name }).waitFor()
  assert.ok(!(await page.content()).includes(password), 'the password stays in the page')
  return password
}

test('a security administrator begins, makes a seat, and ends the access of that seat', async t => {
  const open = await openConsole(t)
  if (!open) return
  const first = await open.visit('/sign-in')
  await enter(first, 'security-admin', testPassword)
  await setUpSecondFactor(first, testPassword)
  const role = '安全管理员'
  const given = await create(first, { account: 'second-keeper', name: '安可待', role })

  const keeper = await open.visit('/sign-in')
  await enter(keeper, 'second-keeper', given)
  await changePassword(keeper, given)
  await setUpSecondFactor(keeper, chosen)
  const password = await create(keeper, { account: 'new-seat', name: '席新来', role: '坐席' })

  const seat = await open.visit('/sign-in')
  await enter(seat, 'new-seat', password)
  await changePassword(seat, password)
  await seat.waitForURL('**/intake')
  await seat.getByLabel('诉求内容').fill('还没有说完的诉求')

  await keeper.getByRole('button', { name: '席新来' }).click()
  const drawer = keeper.getByRole('dialog', { name: '席新来' })
  await drawer.getByRole('button', { name: '停用' }).click()
  await keeper.getByRole('tooltip').getByRole('button', { name: '停用' }).click()
  await drawer.getByText('已停用').waitFor()

  await seat.getByRole('navigation').getByText('工单查询', { exact: true }).click()
  await seat.waitForURL('**/sign-in?back=*')
  await enter(seat, 'new-seat', chosen)
  await seat.getByRole('alert').waitFor()
  assert.deepEqual(open.faults, [])
})
