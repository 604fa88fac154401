import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openConsole } from './open-console.ts'

test('a citizen reports on a phone and follows by the code', async t => {
  const open = await openConsole(t, { width: 390, height: 844 })
  if (!open) return
  const page = await open.visit('/')
  await page.waitForURL('**/public')
  await page.getByLabel('您遇到了什么问题').fill('人民路的路灯一周不亮了。')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.waitForURL('**/public/report')
  assert.equal(await page.getByLabel('您遇到了什么问题').inputValue(), '人民路的路灯一周不亮了。')
  await page.getByLabel('您的电话').fill('not a number')
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByText('电话只能包含数字').waitFor()
  await page.getByLabel('您的电话').fill('0100-5550100')
  await page.getByRole('button', { name: '提交' }).click()
  const code = (await page.locator('.public-code').textContent())?.trim() ?? ''
  assert.match(code, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/)

  const later = await open.visit('/public/follow')
  await later.getByLabel('查询码').fill(code.toLowerCase().replaceAll('-', ''))
  await later.keyboard.press('Enter')
  await later.getByText('待受理').waitFor()
  await later.getByText('人工智能在这件诉求中做了什么').click()
  await later.getByText('还没有工作人员作出决定。').waitFor()
  const wide = await later.evaluate(() => document.documentElement.scrollWidth)
  assert.ok(wide <= 390, `the page is ${wide} wide`)
  await later.getByLabel('查询码').fill('0000000000000000')
  await later.keyboard.press('Enter')
  await later.getByRole('alert').waitFor()
  assert.deepEqual(open.faults, [])
})
