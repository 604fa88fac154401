import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { browserOf, dispatchCase, reportCase } from '../../test/fixtures/browser.ts'
import { openConsole } from './open-console.ts'

test('the dispatcher reads the board, goes to a list, names it and takes it out; the map leads to the cases of a place', async t => {
  const open = await openConsole(t)
  if (!open) return
  const seat = await browserOf(open.hub, 'seat1')
  const { items } = await seat.read<{
    items: { id: string; level: string; longitude: number; latitude: number }[]
  }>('/api/city/regions')
  const grid = items.find(one => one.level === 'grid')!
  const codes: string[] = []
  for (const detail of ['路灯不亮三天了', '井盖松动，车一过就响']) {
    const place = { longitude: grid.longitude, latitude: grid.latitude, regionId: grid.id }
    const made = await reportCase(seat, { detail, ...place })
    await dispatchCase(seat, made)
    codes.push(made.code)
  }
  const page = await open.signIn('dispatcher1')
  await page.goto(`${open.address}/board`)
  await page
    .getByRole('row', { name: /城市管理/ })
    .getByRole('link', { name: '待办理 2' })
    .click()
  await page.getByText('共 2 件').waitFor()
  await page.getByRole('button', { name: '常用筛选' }).click()
  await page.getByLabel('名称').fill('城管待办')
  await page.getByRole('button', { name: '保存当前筛选' }).click()
  await page.getByText('已保存“城管待办”').waitFor()
  await page.getByRole('button', { name: '导出' }).click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'CSV 文件' }).click()
  const file = await (await downloading).path()
  const csv = await readFile(file, 'utf8')
  assert.ok(codes.every(code => csv.includes(code)) && !csv.includes('王小明'))
  assert.match(csv, /城枢导出/)

  await page.goto(`${open.address}/map`)
  await page.getByText('图中 2 件').waitFor()
  await page.getByRole('button', { name: /^框选/ }).click()
  const box = (await page.getByRole('region', { name: /工单地图/ }).boundingBox())!
  const at = (x: number, y: number) => page.mouse.click(box.x + box.width * x, box.y + box.height * y)
  // All of the city is more than an area may be: first as near as the district.
  await page.keyboard.press('Escape')
  await page.goto(`${open.address}/map?area=${areaAround(grid)}`)
  for (const code of codes) await page.getByRole('link', { name: code }).waitFor()
  await page.getByRole('button', { name: /^框选/ }).click()
  await at(0.3, 0.3)
  await at(0.32, 0.3)
  await page.getByText('已点 2 个').waitFor()
  await at(0.32, 0.32)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '清除框选' }).click()
  await page.getByText('点选一个六边形').waitFor()
  assert.deepEqual(open.faults, [])
})

function areaAround({ longitude, latitude }: { longitude: number; latitude: number }): string {
  const [x, y] = [longitude, latitude]
  return [
    [x - 0.005, y - 0.005],
    [x + 0.005, y - 0.005],
    [x + 0.005, y + 0.005],
    [x - 0.005, y + 0.005],
  ]
    .map(([east, north]) => `${east!.toFixed(5)},${north!.toFixed(5)}`)
    .join(';')
}
