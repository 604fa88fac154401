import assert from 'node:assert/strict'
import { test } from 'node:test'
import { browserOf, reportCase } from '../../test/fixtures/browser.ts'
import { openConsole } from './open-console.ts'

const detail = '解放路口路灯不亮三天了，晚上很黑，老人不敢出门。'

test('a second caller about the same lamp is taken in with one click, and the case says how many wait', async t => {
  const open = await openConsole(t)
  if (!open) return
  const seat = await browserOf(open.hub, 'seat1')
  const { items } = await seat.read<{ items: { id: string; level: string; name: string }[] }>(
    '/api/city/regions',
  )
  const grid = items.find(one => one.level === 'grid')!
  const report = (text: string) =>
    reportCase(seat, {
      detail: text,
      regionId: grid.id,
      reporter: { name: '王小明', phone: null, anonymous: false },
    })
  const lead = await report(detail)
  const third = await report('解放路口的路灯坏了好几天，晚上一片漆黑，看不见路。')

  const page = await open.signIn('seat1')
  await page.goto(`${open.address}/intake`)
  await page.getByLabel('诉求内容').fill('解放路口那盏路灯一直不亮，晚上很黑，老人不敢出门')
  await page.getByRole('combobox', { name: '区域' }).fill(grid.name)
  await page.keyboard.press('Enter')
  const panel = page.getByRole('region', { name: '可能是同一件事' })
  await panel.getByRole('link', { name: lead.code }).waitFor()
  await panel.getByRole('button', { name: `登记并并入 ${lead.code}` }).click()
  await page.getByText('已登记并并入').waitFor()

  const dispatcher = await open.signIn('dispatcher1')
  await dispatcher.goto(`${open.address}/cases/${third.caseId}`)
  await dispatcher.getByRole('button', { name: `并入 ${lead.code}` }).click()
  const form = dispatcher.getByRole('dialog')
  await form.getByRole('radio', { checked: true }).waitFor()
  await form.getByRole('button', { name: '并件' }).click()
  await dispatcher.getByText('已并件').waitFor()
  await dispatcher.goto(`${open.address}/cases/${lead.caseId}`)
  const together = dispatcher.getByRole('region', { name: '共同反映' })
  await together.getByText('3 人反映').waitFor()
  await together.getByRole('link', { name: third.code }).click()
  await dispatcher.getByText('已并入主件').waitFor()
  await dispatcher.keyboard.press('m')
  const undo = dispatcher.getByRole('dialog')
  await undo.getByLabel('理由').fill('是另一盏灯')
  await dispatcher.keyboard.press('Control+Enter')
  await dispatcher.getByText('已撤销并件').waitFor()
  await dispatcher.getByText('已并入主件').waitFor({ state: 'detached' })
  assert.deepEqual(open.faults, [])
})
