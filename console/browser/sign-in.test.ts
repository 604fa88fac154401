import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testPassword } from '../../test/fixtures/hub.ts'
import { openConsole } from './open-console.ts'

test('sign-in tells what is wrong, goes back to where one was, and signing out forgets what was typed', async t => {
  const open = await openConsole(t)
  if (!open) return
  const page = await open.visit('/cases?state=reported&words=路灯')
  await page.waitForURL('**/sign-in?back=*')
  await page.getByLabel('账号').fill('seat1')
  await page.getByLabel('密码', { exact: true }).fill('not the password 1')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('账号或密码不正确').waitFor()
  assert.equal(await page.getByLabel('账号').inputValue(), 'seat1')
  await page.getByLabel('密码', { exact: true }).fill(testPassword)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/cases?state=reported&words=*')
  assert.equal(await page.getByLabel('编号或内容').inputValue(), '路灯')

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: '查找' }).fill('受理')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/intake')
  await page.getByLabel('诉求内容').fill('还没有写完的诉求')
  await page.reload()
  await page.getByLabel('诉求内容').waitFor()
  assert.equal(await page.getByLabel('诉求内容').inputValue(), '还没有写完的诉求')
  await page.getByRole('button', { name: /坐席/ }).click()
  await page.getByText('退出登录').click()
  await page.waitForURL('**/sign-in?back=*')
  const kept = await page.evaluate(() =>
    Object.keys(sessionStorage).filter(key => key.startsWith('chengshu.draft')),
  )
  assert.deepEqual(kept, [])
  assert.deepEqual(open.faults, [])
})

test('English, dark and large type are remembered; a page of another role is refused in words', async t => {
  const open = await openConsole(t)
  if (!open) return
  const page = await open.signIn('handler-urban')
  await page.getByRole('button', { name: '语言' }).click()
  await page.getByText('English').click()
  await page.getByRole('button', { name: 'Light or dark' }).click()
  await page.getByRole('menuitem', { name: 'Dark' }).click()
  await page.getByRole('button', { name: 'Large type' }).click()
  await page.reload()
  await page.getByRole('heading', { name: 'My department' }).waitFor()
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en')
  assert.equal(await page.evaluate(() => document.documentElement.style.colorScheme), 'dark')
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).fontSize), '18px')
  await page.goto(`${open.address}/intake`)
  await page.getByText('You may not open this page').waitFor()
  await page.goto(`${open.address}/nowhere`)
  await page.getByText('There is no such page').waitFor()
  assert.deepEqual(open.faults, [])
})
