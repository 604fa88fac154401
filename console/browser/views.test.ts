import assert from 'node:assert/strict'
import { test } from 'node:test'
import { browserOf } from '../../test/fixtures/browser.ts'
import { openConsole } from './open-console.ts'

test('the board counts a department alone or with those below it, and its lists with it; a view of the map is named and found again', async t => {
  const open = await openConsole(t)
  if (!open) return
  const seat = await browserOf(open.hub, 'seat1')
  const { items } = await seat.read<{
    items: { id: string; level: string; longitude: number; latitude: number }[]
  }>('/api/city/regions')
  const grid = items.find(one => one.level === 'grid')!
  const { departments } = await open.hub.hub.snapshot()
  const child = departments.find(one => one.id === 'dept-urban')!
  const parent = departments.find(one => one.id === child.parentId)!
  for (const departmentId of [child.id, child.id, parent.id]) {
    const made = await seat.act<{ caseId: string; version: number }>('/api/cases', {
      draftId: crypto.randomUUID(),
      subject: '',
      detail: '路灯不亮三天了',
      address: null,
      longitude: grid.longitude,
      latitude: grid.latitude,
      regionId: grid.id,
      reporter: { name: null, phone: null, anonymous: true },
      channel: 'phone',
      nature: 'complaint',
    })
    await seat.act(`/api/cases/${made.caseId}/actions/dispatch`, {
      version: made.version,
      departmentId,
      dutyId: null,
      categoryId: null,
    })
  }
  const page = await open.signIn('dispatcher1')
  await page.goto(`${open.address}/board`)
  const row = page.getByRole('row', { name: new RegExp(parent.name) })
  await row.getByRole('link', { name: '待办理 1' }).click()
  await page.getByText('共 1 件').waitFor()
  // Said above the list, and taken away there.
  await page.getByText('仅本部门').waitFor()
  await page.goto(`${open.address}/board`)
  await page.getByText('含下级部门', { exact: true }).click()
  await row.getByRole('link', { name: '待办理 3' }).click()
  await page.getByText('共 3 件').waitFor()
  assert.equal(await page.getByText('仅本部门').count(), 0)

  const [x, y] = [grid.longitude, grid.latitude]
  const corner = (east: number, north: number) => `${(x + east).toFixed(5)},${(y + north).toFixed(5)}`
  const area = [
    corner(-0.005, -0.005),
    corner(0.005, -0.005),
    corner(0.005, 0.005),
    corner(-0.005, 0.005),
  ].join(';')
  await page.goto(`${open.address}/map?picture=clusters&departmentId=${child.id}&area=${area}`)
  await page.getByText('共 2 件').waitFor()
  await page.getByRole('button', { name: '常用筛选' }).click()
  await page.getByLabel('名称').fill('城管周边')
  await page.getByRole('button', { name: '保存当前筛选' }).click()
  await page.getByText('已保存“城管周边”').waitFor()
  await page.getByRole('link', { name: '在工单列表中打开' }).click()
  await page.getByText('共 2 件').waitFor()
  assert.equal(new URL(page.url()).pathname, '/cases')
  await page.getByRole('button', { name: '常用筛选' }).click()
  await page.getByRole('button', { name: '城管周边 地图' }).click()
  await page.getByRole('region', { name: /工单地图/ }).waitFor()
  const { pathname, searchParams } = new URL(page.url())
  assert.deepEqual(
    [pathname, searchParams.get('picture'), searchParams.get('departmentId'), searchParams.get('area')],
    ['/map', 'clusters', child.id, area],
  )
  await page.getByText('共 2 件').waitFor()
  assert.deepEqual(open.faults, [])
})
