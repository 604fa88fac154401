import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { browserOf, reportCase } from '../../test/fixtures/browser.ts'
import { openConsole } from './open-console.ts'

/** Waits until what has the focus, or what is around it, is of this kind. */
const focusedIn = (page: Page, place: string) =>
  page.waitForFunction(where => document.activeElement?.closest(where) !== null, place)
const focusedOn = (page: Page, name: string) =>
  page.waitForFunction(
    wanted =>
      [document.activeElement?.getAttribute('aria-label'), document.activeElement?.textContent].some(words =>
        words?.startsWith(wanted),
      ),
    name,
  )

test('the focus is kept when what had it goes, and what stands above the page is reached from the keyboard', async t => {
  const open = await openConsole(t)
  if (!open) return
  const { hub, address } = open
  const lead = await browserOf(hub, 'lead-urban')
  const desk = await lead.read<{ today: string; people: { personId: string }[] }>('/api/desks/dept-urban')
  const [away, substitute] = desk.people
  await lead.act('/api/absences', {
    kind: 'leave',
    departmentId: 'dept-urban',
    personId: away!.personId,
    substituteId: substitute!.personId,
    starts: desk.today,
    ends: desk.today,
  })
  const page = await open.signIn('lead-urban')
  await page.goto(`${address}/desk`)
  const end = page.getByRole('button', { name: '提前结束' })
  await end.press('Enter')
  await end.waitFor({ state: 'detached' })
  await focusedIn(page, 'section')
  await page.getByRole('link', { name: '期限提醒' }).press('Enter')
  await page.waitForURL('**/reminders')
  await focusedIn(page, '#content')

  const steward = await open.signIn('data-steward1')
  await steward.goto(`${address}/retention`)
  await steward.getByRole('button', { name: '设定分类期限' }).press('Enter')
  await steward.getByRole('dialog').waitFor()
  await focusedIn(steward, '.ant-select')
  await steward.keyboard.press('ArrowDown')
  await steward.keyboard.press('ArrowDown')
  await steward.keyboard.press('Enter')
  await steward.getByLabel('年数').fill('5')
  await steward.keyboard.press('Control+Enter')
  const remove = steward.getByRole('button', { name: /^移除：/ })
  await remove.waitFor()
  await steward.getByRole('dialog').waitFor({ state: 'hidden' })
  await remove.press('Enter')
  await focusedIn(steward, '[role=tooltip]')
  await focusedOn(steward, '取消')
  await steward.keyboard.press('Escape')
  await focusedOn(steward, '移除：')
  await steward.keyboard.press('Enter')
  await focusedOn(steward, '取消')
  await steward.keyboard.press('Tab')
  await steward.keyboard.press('Enter')
  await remove.waitFor({ state: 'detached' })
  await focusedIn(steward, 'section')

  const dispatcher = await open.signIn('dispatcher1')
  await dispatcher.goto(`${address}/cases`)
  await dispatcher.getByRole('button', { name: '常用筛选' }).press('Enter')
  await focusedIn(dispatcher, '.ant-popover')
  await dispatcher.keyboard.press('Escape')
  await focusedOn(dispatcher, '常用筛选')
  await dispatcher.getByRole('button', { name: '导出' }).press('Enter')
  await focusedOn(dispatcher, 'CSV')
  assert.deepEqual(open.faults, [])
})

test('a newer version of a template keeps what was typed and says so; a report can be kept after all', async t => {
  const open = await openConsole(t)
  if (!open) return
  const { hub, address } = open
  const pages = [await open.signIn('data-steward1'), await open.signIn('data-steward1')]
  for (const page of pages) {
    await page.goto(`${address}/messages`)
    await page.getByText('您的诉求已收到').first().click()
    await page.getByLabel('标题').first().waitFor()
  }
  const [first, second] = pages as [Page, Page]
  const save = (page: Page) => page.locator('.ant-collapse').getByRole('button', { name: '保存' }).click()
  await first.getByLabel('标题').first().fill('已收到 {{code}}')
  await second.getByLabel('标题').first().fill('收下了 {{code}}')
  await save(first)
  await first.getByText('已修改').waitFor()
  await save(second)
  await second.getByRole('button', { name: '读取最新版本' }).click()
  await second.getByText('第 1 版').waitFor({ state: 'attached' })
  assert.equal(await second.getByLabel('标题').first().inputValue(), '收下了 {{code}}')
  await save(second)
  await second.getByText('第 2 版').waitFor({ state: 'attached' })

  const made = await reportCase(await browserOf(hub, 'seat1'))
  const citizen = await open.visit(`/public/follow?code=${made.followUpCode}`)
  await citizen.getByRole('button', { name: '撤回这件诉求' }).press('Enter')
  await focusedIn(citizen, 'textarea')
  await citizen.getByRole('button', { name: '先不撤回' }).press('Enter')
  await citizen.getByRole('button', { name: '撤回这件诉求' }).waitFor()
  await focusedIn(citizen, 'section')
  assert.deepEqual(open.faults, [])
})
