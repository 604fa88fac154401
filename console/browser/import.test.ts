import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { openConsole } from './open-console.ts'

const march = Buffer.from(`编号,反映内容,受理时间,承办单位,备注
A-1,中山路路灯连续三晚不亮,2024-03-05 10:20,青岚市城市管理执法局,已更换灯泡
A-2,化工厂夜里排放刺鼻气味,2024-03-06,环保老局,已责令停产整改
A-3,河边烧垃圾冒黑烟,2024-03-07,环保老局,
A-4,学校门口没有斑马线,2024-03-08,,
A-5,,2024-03-09,,
A-6,公交站牌倒了,去年夏天,,
`)
// The same headings and one row, “B-1,下水道堵了,2024-04-01,,”, as GBK has them.
const april = Buffer.from(
  'b1e0bac52cb7b4d3b3c4dac8dd2ccadcc0edcab1bce42cb3d0b0ecb5a5cebb2cb1b8d7a20a422d312ccfc2cbaeb5c0b6c2c1cb2c323032342d30342d30312c2c0a',
  'hex',
)

/** Brings a file from the list of imports, by keyboard alone. */
async function bring(page: Page, name: string, buffer: Buffer): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: /把文件拖到这里/ }).press('Enter')
  await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer })
}

/** Waits until it stands so under these names: facts of what was recognised, or counts of rows. */
async function see(page: Page, expected: Record<string, string | number>): Promise<void> {
  for (const [name, value] of Object.entries(expected)) {
    const place = page.locator('dl > div', { has: page.locator('dt').getByText(name, { exact: true }) })
    await place.locator('dd').getByText(String(value), { exact: true }).waitFor()
  }
}

/** Chooses in the select of this name by keyboard; the focus stays in it. */
async function choose(page: Page, name: string, wanted: string): Promise<void> {
  await page.getByRole('combobox', { name }).focus()
  await page.keyboard.type(wanted)
  await page.locator('.ant-select-item-option-active', { hasText: wanted }).waitFor()
  await page.keyboard.press('Enter')
}

test('a steward imports a file without the mouse, twice; a dispatcher adds another and sees the cases', async t => {
  const open = await openConsole(t)
  if (!open) return
  const page = await open.signIn('data-steward1')
  await page.goto(`${open.address}/imports`)
  await bring(page, '三月.csv', march)
  await see(page, { 格式: 'CSV', 编码: 'UTF-8', 数据行: 6, 列的含义: '按列名推测，请核对' })
  await choose(page, '备注', '答复')
  await page.keyboard.press('Control+Enter')
  await see(page, { 历史工单: 2, 未办诉求: 2, 已导入过: 0, 不能导入: 2 })
  await page.locator('section:focus[aria-label=待确认]').waitFor()
  await choose(page, '“环保老局”对应', '青岚市生态环境局')
  await page.keyboard.press('Control+Enter')
  await see(page, { 历史工单: 3, 未办诉求: 1, 已导入过: 0, 不能导入: 2 })
  await page.keyboard.press('Control+Enter')
  await page.getByText('导入完成').waitFor()
  await see(page, { 历史工单: 3, 未办诉求: 1, 已导入过: 0, 不能导入: 2 })

  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: '下载不能导入的行' }).press('Enter')
  const rejected = await readFile(await (await download).path(), 'utf8')
  assert.match(rejected, /^"没有诉求内容","6","A-5"/m)
  assert.match(rejected, /^"“受理时间”的时间“去年夏天”无法识别，或在将来","7","A-6","公交站牌倒了"/m)

  await page.getByRole('link', { name: '导入另一个文件' }).press('Enter')
  await page.getByRole('link', { name: '三月.csv' }).waitFor()
  await bring(page, '三月.csv', march)
  await see(page, { 列的含义: '沿用您上次的选择' })
  await page.keyboard.press('Control+Enter')
  await see(page, { 历史工单: 0, 未办诉求: 0, 已导入过: 4, 不能导入: 2 })
  await page.getByText('没有可导入的行').waitFor()

  // A steward does not read cases; a dispatcher imports too, and does.
  const dispatcher = await open.signIn('dispatcher1')
  await dispatcher.goto(`${open.address}/imports`)
  await bring(dispatcher, '四月.csv', april)
  await see(dispatcher, { 编码: 'GBK / GB18030', 列的含义: '沿用同事上次的选择' })
  await dispatcher.getByText('下水道堵了').waitFor()
  await dispatcher.keyboard.press('Control+Enter')
  await see(dispatcher, { 历史工单: 0, 未办诉求: 1, 已导入过: 0, 不能导入: 0 })
  await dispatcher.keyboard.press('Control+Enter')
  await dispatcher.getByText('导入完成').waitFor()
  await dispatcher.getByRole('link', { name: '查看导入的工单' }).press('Enter')
  await dispatcher.waitForURL('**/cases?channel=import')
  const row = dispatcher.getByRole('row', { name: '河边烧垃圾冒黑烟' })
  await row.getByText('青岚市生态环境局').waitFor()
  await dispatcher.getByText('下水道堵了').waitFor()
  await row.getByRole('link').press('Enter')
  await dispatcher.getByText('河边烧垃圾冒黑烟').first().waitFor()
  assert.deepEqual(open.faults, [])
})

test('a file that cannot be read is refused in words, and what was chosen before is still there', async t => {
  const open = await openConsole(t)
  if (!open) return
  const page = await open.signIn('data-steward1')
  await page.goto(`${open.address}/imports`)
  await bring(page, '三月.csv', march)
  await choose(page, '备注', '答复')
  await choose(page, '编号', '不导入')
  await page.getByRole('link', { name: '全部导入' }).press('Enter')
  await bring(page, '坏.xlsx', Buffer.from('PK\u0003\u0004'.repeat(50)))
  await page.getByRole('alert').getByText('这个 Excel 文件已损坏，无法读取').waitFor()
  await bring(page, '图片.csv', Buffer.from('\u0000\u0001\u0002\u0003'.repeat(50)))
  await page.getByRole('alert').getByText('这不是 CSV、JSONL 或 XLSX 表格文件。').waitFor()
  await page.getByText('图片.csv 没有收下').waitFor()
  await page.getByRole('link', { name: '三月.csv' }).press('Enter')
  await page.locator('li', { hasText: '备注' }).getByText('答复').waitFor()
  await page.locator('li', { hasText: '编号' }).getByText('不导入').waitFor()
  assert.deepEqual(open.faults, [])
})
