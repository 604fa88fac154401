import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { demoDuties } from '#city/index.ts'
import { browserOf } from '../../test/fixtures/browser.ts'
import { openConsole } from './open-console.ts'

/** The same page once more, as a second tab of the same person. */
async function secondTab(page: Page): Promise<Page> {
  const tab = await page.context().newPage()
  tab.setDefaultTimeout(20_000)
  await tab.goto(page.url())
  return tab
}

const report = (changes: object) => ({
  draftId: crypto.randomUUID(),
  subject: '',
  address: null,
  reporter: { name: null, phone: null, anonymous: true },
  channel: 'phone',
  nature: 'complaint',
  ...changes,
})

test('a dispatcher sets how far repeats are looked for, tries it, is told of a second tab, and goes back to what is inherited', async t => {
  const open = await openConsole(t)
  if (!open) return
  const seat = await browserOf(open.hub, 'seat1')
  const { items } = await seat.read<{
    items: { id: string; level: string; name: string; longitude: number; latitude: number }[]
  }>('/api/city/regions')
  const grid = items.find(one => one.level === 'grid')!
  const { code } = await seat.act<{ code: string }>(
    '/api/cases',
    report({
      detail: '幸福里小区门口的路灯不亮三天了',
      longitude: grid.longitude,
      latitude: grid.latitude + 0.0015,
      regionId: grid.id,
    }),
  )
  const city = await open.hub.hub.snapshot()
  const top = city.categories.find(one => one.parentId === null)!
  const page = await open.signIn('dispatcher1')
  await page.goto(`${open.address}/repeat-search`)
  const row = page.getByRole('row', { name: new RegExp(top.name) }).first()
  await row.getByText('250 米').waitFor()
  const other = await secondTab(page)
  const edit = (tab: Page) => tab.getByRole('button', { name: `修改“${top.name}”` }).click()
  await edit(other)
  await other.getByLabel('往前查找').waitFor()
  await edit(page)
  await page.getByLabel('相距不超过').fill('40')
  await page.keyboard.press('Control+Enter')
  await row.getByText('40 米').waitFor()

  await other.getByLabel('相距不超过').fill('500')
  await other.keyboard.press('Control+Enter')
  await other.getByText('刚被他人修改').waitFor()
  assert.equal(await other.getByLabel('相距不超过').inputValue(), '500', 'what was typed is kept')
  await other.getByRole('button', { name: '载入现在的设置' }).click()
  assert.equal(await other.getByLabel('相距不超过').inputValue(), '40')
  await other.close()

  // 170 metres away: within the usual distance, not within that of the category.
  const attempt = page.getByRole('region', { name: '试一试' })
  await attempt.getByLabel('诉求内容').fill('幸福里小区门口路灯坏了')
  await attempt.getByLabel('经度').fill(String(grid.longitude))
  await attempt.getByLabel('纬度').fill(String(grid.latitude))
  await attempt.getByRole('button', { name: '查找' }).click()
  await attempt.getByRole('link', { name: code }).waitFor()
  await attempt.getByLabel('分类').click()
  await page.locator('.ant-select-tree-title').getByText(top.name, { exact: true }).click()
  await attempt.getByRole('button', { name: '查找' }).click()
  await attempt.getByText('现在不会找到同一件事').waitFor()

  await edit(page)
  await page.getByRole('button', { name: '全部沿用上级' }).click()
  await row.getByText('250 米').waitFor()
  assert.deepEqual(open.faults, [])
})

test('a dispatcher says what other systems ask for, in which order, looks at it as they read it, and is told of a second tab', async t => {
  const open = await openConsole(t)
  if (!open) return
  const [duty] = demoDuties
  const category = (await open.hub.hub.snapshot()).category(duty!.categoryId)!
  const page = await open.signIn('dispatcher1')
  await page.goto(`${open.address}/service-attributes?words=${category.id}`)
  const other = await secondTab(page)
  const edit = (tab: Page) => tab.getByRole('button', { name: `修改“${category.name}”的填写项目` }).click()
  await edit(other)
  await other.getByText('还没有填写项目').waitFor()
  await edit(page)
  const question = (place: number) => page.getByRole('group', { name: `第 ${place} 项` })
  await page.getByRole('button', { name: '添加项目' }).click()
  await question(1).getByLabel('问题').fill('灯杆编号')
  await question(1).getByLabel('代码').fill('灯杆')
  await page.keyboard.press('Control+Enter')
  await question(1).getByText('填写 1 至 60 个字母').waitFor()
  await question(1).getByLabel('代码').fill('pole')
  await page.getByRole('button', { name: '添加项目' }).click()
  await question(2).getByLabel('问题').fill('灯的颜色')
  await question(2).getByLabel('代码').fill('colour')
  await question(2).getByLabel('类型').click()
  await page.getByTitle('单选').click()
  await question(2).getByLabel('可选值').fill('y 黄\nw 白')
  await question(2).getByRole('checkbox', { name: '必填' }).check()
  await page.getByRole('button', { name: '上移第 2 项' }).click()
  await page.getByRole('button', { name: '预览外部系统读到的内容' }).click()
  await page.getByText('"code": "colour"').waitFor()
  await page.getByRole('tab', { name: 'XML' }).click()
  await page.getByText('<code>colour</code>').waitFor()
  await page.getByRole('button', { name: /保存/ }).click()
  await page.getByText('2 项，其中必填 1 项').waitFor()
  const { attributes } = (
    await open.hub.server.inject(`/open311/v2/services/${category.id}.json`)
  ).json() as { attributes: { code: string; required: boolean; order: number }[] }
  assert.deepEqual(
    attributes.map(one => [one.code, one.required, one.order]),
    [
      ['colour', true, 1],
      ['pole', false, 2],
    ],
  )
  await other.getByRole('button', { name: '添加项目' }).click()
  const first = other.getByRole('group', { name: '第 1 项' })
  await first.getByLabel('问题').fill('从另一页')
  await first.getByLabel('代码').fill('other')
  await other.getByRole('button', { name: /保存/ }).click()
  await other.getByText('刚被他人修改').waitFor()
  assert.equal(await first.getByLabel('代码').inputValue(), 'other', 'what was typed is kept')
  await other.getByRole('button', { name: '载入现在的内容' }).click()
  await other.getByRole('group', { name: '第 2 项' }).waitFor()
  assert.deepEqual(open.faults, [])
})

test('a data steward sees what is held back, offers less, releases exact places only after saying so twice, and switches off', async t => {
  const open = await openConsole(t)
  if (!open) return
  await sql`
    insert into cases.case_record (id, code, state, channel, nature, urgency, reported_at, updated_at, created_by, source,
                                   follow_up_hash)
    select made.id, made.id::text, 'handling', 'phone', 'complaint', 'normal', date_trunc('month', now()) - interval '40 days',
           now(), 'test', 'test', sha256(made.id::text::bytea)
      from generate_series(1, 3) as n, lateral (select gen_random_uuid() as id, n) as made`.execute(
    open.hub.base.owner,
  )
  const status = async (url: string) => (await open.hub.server.inject(url)).statusCode
  const listing = async () => {
    const { rows } = await sql<{ requests: string }>`select requests from cases.publication`.execute(
      open.hub.base.owner,
    )
    return rows[0]!.requests
  }
  const page = await open.signIn('data-steward1')
  await page.goto(`${open.address}/publication`)
  await page.getByText('k = 5').waitFor()
  await page.getByRole('row', { name: /\d{4}-\d\d 3 3 0 0/ }).waitFor()
  const other = await secondTab(page)
  await other.getByText('k = 5').waitFor()
  // A tab behind another one draws no frames, and its button would go on turning.
  await page.bringToFront()
  await page.getByRole('checkbox', { name: '位置' }).uncheck()
  await page.getByRole('button', { name: /保存/ }).click()
  await page.getByText('已保存，立即生效').waitFor()
  await page.getByText('最近由').waitFor()
  assert.ok(!(await open.hub.server.inject('/open-data/index.json')).json().columns.includes('cell'))

  await other.bringToFront()
  await other.getByRole('radio', { name: '不公开' }).check()
  await other.getByRole('button', { name: /保存/ }).click()
  await other.getByText('刚被他人修改').waitFor()
  await other.getByRole('button', { name: '载入现在的设置' }).click()
  assert.equal(await other.getByRole('checkbox', { name: '位置' }).isChecked(), false)
  await other.close()
  await page.bringToFront()

  const save = page.getByRole('button', { name: /保存/ })
  await page.getByRole('radio', { name: '准确位置' }).check()
  await save.click()
  await page.getByRole('button', { name: '暂不公开' }).click()
  assert.equal(await listing(), 'generalised')
  await save.click()
  await page.getByRole('button', { name: '公开准确位置' }).click()
  await page.getByText('已保存，立即生效').last().waitFor()
  assert.equal(await listing(), 'exact')

  await page.getByRole('switch', { name: '开放数据' }).click()
  await save.click()
  await page.getByText('开放数据已关闭').waitFor()
  assert.equal(await status('/open-data/index.json'), 404)
  assert.deepEqual(open.faults, [])
})
