import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { openConsole } from './open-console.ts'

/** Chooses in a select what is found by typing. */
async function choose(page: Page, label: string, wanted: string): Promise<void> {
  await page.getByRole('dialog').getByLabel(label, { exact: true }).fill(wanted)
  await page.locator('.ant-select-item-option:visible').filter({ hasText: wanted }).click()
}

/** Types a day into a date field. */
async function typeDay(page: Page, label: string, day: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true })
  await field.fill(day)
  await field.press('Enter')
}

test('a data steward adds a department and its duty, changes and ends the duty', async t => {
  const open = await openConsole(t)
  if (!open) return
  const page = await open.signIn('data-steward1')
  const dialog = page.getByRole('dialog')
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-describedby') ?? '')

  await page.goto(`${open.address}/departments`)
  await page.getByRole('button', { name: '新增部门' }).waitFor()
  await page.keyboard.press('n')
  await dialog.getByLabel('名称', { exact: true }).waitFor()
  await page.waitForFunction(() => document.activeElement?.matches('[role=dialog] input'))
  const first = await focused()
  // What is missing is told at its field, which has the focus.
  await page.keyboard.press('Control+Enter')
  await dialog.getByText('请填写').first().waitFor()
  assert.equal(await focused(), first)
  await page.keyboard.type('夜间经济办公室')
  await dialog.getByLabel('英文名称').fill('Data')
  await dialog.getByLabel('编号').fill('dept-data')
  await dialog.getByLabel('电子邮箱').fill('night@')
  await page.keyboard.press('Control+Enter')
  await dialog.getByText('邮箱格式不对').waitFor()
  await dialog.getByLabel('电子邮箱').fill('')
  await dialog.getByLabel('电话').fill('0100-5550199')
  await page.keyboard.press('Control+Enter')
  await dialog.getByText('此编号已被使用').waitFor()
  await dialog.getByText('您填写的内容没有丢失').waitFor()
  await page.reload()
  assert.equal(await dialog.getByLabel('名称', { exact: true }).inputValue(), '夜间经济办公室')
  await dialog.getByLabel('编号').fill('night-office')
  await page.keyboard.press('Control+Enter')
  await dialog.getByText('night-office').waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '夜间经济办公室' }).waitFor()

  await page.goto(`${open.address}/duties?departmentId=night-office`)
  await page.getByRole('button', { name: '新增事项' }).click()
  await dialog.getByLabel('事项名称').fill('夜市摊位占道')
  await dialog.getByLabel('英文名称').fill('Night market stalls on the road')
  assert.equal(await dialog.getByLabel('编号').inputValue(), 'night-market-stalls-on-the-road')
  await page.keyboard.press('Control+Enter')
  await dialog.getByText('请填写').waitFor()
  await choose(page, '分类', '路灯照明')
  await page.keyboard.press('Control+Enter')
  await dialog.getByText(/^第 1 版/).waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await page.waitForFunction(() => document.activeElement?.textContent === '新增事项')

  await page.goto(`${open.address}/duties`)
  await page.getByLabel('事项、说明或依据').fill('夜市 占道')
  await page.getByText('共 1 项').waitFor()
  await page.getByRole('row', { name: /夜间经济办公室/ }).waitFor()
  await page.getByRole('button', { name: '夜市摊位占道' }).click()
  await page.getByRole('button', { name: '修改' }).click()
  await dialog.getByLabel('事项名称').fill('夜市摊位占道经营')
  await typeDay(page, '新版本生效日期', '2090-03-01')
  await page.keyboard.press('Control+Enter')
  await dialog.getByText('第 2 版 · 自 2090-03-01 起有效').waitFor()
  await dialog.getByText(/第 1 版 · .* 至 2090-03-01/).waitFor()

  await page.getByRole('button', { name: '终止事项' }).click()
  await typeDay(page, '终止日期', '2090-09-01')
  await page.locator('.ant-modal').getByRole('button', { name: '终止事项' }).click()
  await dialog.getByText('2090-03-01 至 2090-09-01').waitFor()
  await page.getByRole('button', { name: '终止事项' }).waitFor({ state: 'detached' })
  assert.deepEqual(open.faults, [])
})

test('a data steward makes a day off a workday; a seat reads the city and changes nothing', async t => {
  const open = await openConsole(t)
  if (!open) return
  const page = await open.signIn('data-steward1')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${open.address}/calendar?year=2026`)
  await page.getByRole('button', { name: /^2026-03-07/ }).click()
  await page.getByRole('radio', { name: '上班', exact: true }).check()
  await page.getByLabel('名称（选填').fill('系统切换')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /保\s?存/ })
    .click()
  await page.getByRole('button', { name: '2026-03-07 · 调休上班 · 系统切换 · 本市修改' }).waitFor()
  for (const path of ['departments', 'duties']) {
    await page.goto(`${open.address}/${path}?add=true`)
    await page.getByRole('dialog').getByRole('textbox').first().waitFor()
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(wide <= 390, `${path} is ${wide} wide`)
  }
  await page.context().close()

  const seat = await open.signIn('seat1')
  for (const [path, seen] of [
    ['departments?add=true&department=dept-data', '编号'],
    ['duties?add=true', '共 '],
    ['calendar?year=2026', '2026-03-07'],
  ] as const) {
    await seat.goto(`${open.address}/${path}`)
    await seat
      .getByText(seen)
      .or(seat.getByRole('button', { name: seen }))
      .first()
      .waitFor()
    assert.equal(await seat.getByRole('button', { name: /^(新增|保\s?存|修改|终止)/ }).count(), 0, path)
    assert.equal(await seat.locator('form').count(), path.startsWith('calendar') ? 1 : 0, path)
  }
  assert.ok(await seat.getByRole('button', { name: /^2026-03-07/ }).isDisabled())
  await seat.goto(`${open.address}/duties`)
  await seat.getByRole('row').nth(1).getByRole('button').click()
  await seat
    .getByRole('dialog')
    .getByText(/^第 \d+ 版/)
    .waitFor()
  assert.equal(
    await seat
      .getByRole('dialog')
      .getByRole('button', { name: /修改|终止/ })
      .count(),
    0,
  )
  assert.deepEqual(open.faults, [])
})
