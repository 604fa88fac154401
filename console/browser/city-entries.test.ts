import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { browserOf, reportCase } from '../../test/fixtures/browser.ts'
import { openConsole } from './open-console.ts'

/** Chooses in a select what is found by typing. */
async function choose(page: Page, label: string, wanted: string): Promise<void> {
  await page.getByRole('dialog').last().getByLabel(label, { exact: true }).fill(wanted)
  await page.locator('.ant-select-item-option:visible').filter({ hasText: wanted }).first().click()
}

/** Types the first day on which something is no longer in force. */
async function typeDay(page: Page, day: string): Promise<void> {
  const field = page.getByLabel('停用日期（从这一天起）')
  await field.fill(day)
  await field.press('Enter')
}

const file = (name: string, content: string) => ({
  name,
  mimeType: 'application/geo+json',
  buffer: Buffer.from(content),
})

test('a data steward adds a region from a file, is told what is wrong with others, and ends it', async t => {
  const open = await openConsole(t)
  if (!open) return
  const api = await browserOf(open.hub, 'data-steward1')
  interface Shown {
    id: string
    name: string
    level: string
    parentId: string
  }
  const { items } = await api.read<{ items: Shown[] }>('/api/city/regions')
  const grid = items.find(one => one.level === 'grid')!
  const community = items.find(one => one.id === grid.parentId)!
  const { boundary } = await api.read<{ boundary: object }>(`/api/city/regions/${grid.id}`)

  const page = await open.signIn('data-steward1')
  await page.goto(`${open.address}/regions?region=${community.id}`)
  await page.getByRole('button', { name: '新增区域' }).waitFor()
  await page.keyboard.press('n')
  const form = page.getByRole('dialog')
  await form.getByLabel('名称', { exact: true }).fill('东门网格')
  await form.getByLabel('英文名称').fill('East gate grid')
  await form.getByLabel('区划代码').fill('990099')
  const input = form.locator('input[type=file]')
  await input.setInputFiles(file('a.kml', '<?xml version="1.0"?><kml></kml>'))
  await form.getByText('这是 XML 或 HTML').waitFor()
  const far = {
    type: 'Polygon',
    coordinates: [
      [
        [1, 1],
        [2, 1],
        [2, 2],
        [1, 1],
      ],
    ],
  }
  await input.setInputFiles(file('b.geojson', JSON.stringify(far)))
  await form.getByText('3 个顶点').waitFor()
  await page.keyboard.press('Control+Enter')
  await form.getByText('边界超出了上级区域').waitFor()
  await form.getByText('您填写的内容没有丢失').waitFor()
  const feature = { type: 'Feature', properties: {}, geometry: boundary }
  await input.setInputFiles(file('c.geojson', JSON.stringify(feature)))
  await form.getByText('3 个顶点', { exact: true }).waitFor({ state: 'detached' })
  await page.keyboard.press('Control+Enter')
  await form.waitFor({ state: 'detached' })
  await page.waitForURL(/region=east-gate-grid/)
  await page.getByText('990099').waitFor()

  // Two tabs: the second is told, reads the newest and saves on top of it.
  const second = await open.signIn('data-steward1')
  for (const tab of [page, second]) {
    await tab.goto(`${open.address}/regions?region=east-gate-grid`)
    await tab.getByText('修改、停用与历史').click()
    await tab.getByLabel('名称', { exact: true }).waitFor()
  }
  await page.getByLabel('名称', { exact: true }).fill('东大门网格')
  await page.keyboard.press('Control+Enter')
  await page.getByText('已保存').first().waitFor()
  await second.getByLabel('名称', { exact: true }).fill('老东门网格')
  await second.keyboard.press('Control+Enter')
  await second.getByText('他人已修改此项').waitFor()
  await second.getByText('他人刚刚改过此项').waitFor()
  await second.getByText('第 1 版 · 东门网格').waitFor()
  await second.keyboard.press('Control+Enter')
  await second.getByText('第 2 版 · 东大门网格').waitFor()

  await page.reload()
  await page.getByText('修改、停用与历史').click()
  await page.getByRole('button', { name: '停用', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('没有未办结工单使用它').waitFor()
  await typeDay(page, '2090-01-01')
  await dialog.getByRole('button', { name: '停用' }).click()
  await page
    .getByText(/起停用$/)
    .first()
    .waitFor()
  const at = await api.read<{ items: { id: string; validTo: string | null }[] }>('/api/city/regions')
  assert.match(at.items.find(one => one.id === 'east-gate-grid')?.validTo ?? '', /^\d{4}-/)
  await page.getByRole('button', { name: '撤销停用' }).click()
  await page.getByRole('button', { name: '停用', exact: true }).waitFor()

  const seat = await open.signIn('seat1')
  await seat.goto(`${open.address}/regions?region=east-gate-grid&add=true`)
  await seat.getByText('990099').waitFor()
  assert.equal(await seat.getByRole('button', { name: /新增|停用|保存/ }).count(), 0)
  assert.equal(await seat.getByText('修改、停用与历史').count(), 0)
  assert.deepEqual(open.faults, [])
})

test('a data steward adds a category, ends another with it as its successor, having seen what depends on it', async t => {
  const open = await openConsole(t)
  if (!open) return
  const api = await browserOf(open.hub, 'data-steward1')
  interface Duty {
    id: string
    title: string
    categoryId: string
    hostDepartmentId: string
  }
  const { items: duties } = await api.read<{ items: Duty[] }>('/api/city/duties')
  const duty = duties.find(one => one.hostDepartmentId === 'dept-urban')!
  const { items: categories } = await api.read<{ items: { id: string; name: string; parentId: string }[] }>(
    '/api/city/categories',
  )
  const old = categories.find(one => one.id === duty.categoryId)!
  const seat = await browserOf(open.hub, 'seat1')
  const made = await reportCase(seat)
  await seat.act(`/api/cases/${made.caseId}/actions/dispatch`, {
    ...{ version: made.version, departmentId: 'dept-urban', dutyId: duty.id, categoryId: old.id },
  })

  const page = await open.signIn('data-steward1')
  await page.goto(`${open.address}/categories?category=${old.parentId}&add=true`)
  const form = page.getByRole('dialog')
  await form.getByLabel('名称', { exact: true }).fill('夜间占道')
  await form.getByLabel('英文名称').fill('Stalls at night')
  await page.keyboard.press('Control+Enter')
  await form.getByText('stalls-at-night').waitFor()
  await form.getByLabel('名称', { exact: true }).fill('夜间占道经营')
  await page.keyboard.press('Control+Enter')
  await form.getByText('第 1 版 · 夜间占道').waitFor()
  await page.keyboard.press('Escape')
  await form.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '夜间占道经营' }).waitFor()

  await page.getByLabel('名称或编号').fill('stalls-at')
  await page.getByRole('row').nth(3).getByText('夜间占道经营').waitFor()
  await page.goto(`${open.address}/categories?category=${old.id}`)
  await page.getByRole('button', { name: '停用', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: '停用' })
  await dialog.getByText('1 件未办结工单保留它').waitFor()
  await dialog.getByText(duty.title, { exact: true }).waitFor()
  await typeDay(page, '2090-01-01')
  await dialog.getByRole('button', { name: '停用' }).click()
  await dialog.getByText('请选择接替它的分类').waitFor()
  await choose(page, '接替的分类', '夜间占道经营')
  await dialog.getByRole('button', { name: '停用' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '撤销停用' }).waitFor()
  const now = await api.read<{ items: Duty[] }>('/api/city/duties?at=2090-01-01')
  assert.equal(now.items.find(one => one.id === duty.id)?.categoryId, 'stalls-at-night')
  const kept = await seat.read<{ categoryId: string }>(`/api/cases/${made.caseId}`)
  assert.equal(kept.categoryId, old.id, 'an open case keeps what it was')

  // A department moves and becomes another sort of body.
  await page.goto(`${open.address}/departments?department=dept-urban`)
  const department = page.getByRole('dialog')
  await department.getByLabel('类型', { exact: true }).press('Enter')
  await page.locator('.ant-select-item-option:visible').filter({ hasText: '中心' }).click()
  await page.keyboard.press('Control+Enter')
  await page.getByText('已保存').first().waitFor()
  const { items: departments } = await api.read<{ items: { id: string; kind: string }[] }>(
    '/api/city/departments',
  )
  assert.equal(departments.find(one => one.id === 'dept-urban')?.kind, 'centre')
  await page.setViewportSize({ width: 390, height: 844 })
  for (const path of ['categories?add=true', 'regions?add=true', `categories?category=${old.id}`]) {
    await page.goto(`${open.address}/${path}`)
    await page.getByRole('dialog').getByRole('textbox').first().waitFor()
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(wide <= 390, `${path} is ${wide} wide`)
  }
  assert.deepEqual(open.faults, [])
})
