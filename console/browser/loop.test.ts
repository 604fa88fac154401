import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openConsole } from './open-console.ts'

const said = '我家楼下的烧烤店每天晚上油烟特别大，呛得睡不着，请管一管。'

test('a matter goes from the seat to the department, back, and is closed, without the mouse', async t => {
  const open = await openConsole(t)
  if (!open) return

  const seat = await open.signIn('seat1')
  await seat.waitForURL('**/intake')
  await seat.getByLabel('诉求内容').fill(said)
  await seat.locator('.candidate').first().waitFor()
  const advised = await seat.locator('.candidate-name').first().textContent()
  await seat.keyboard.press('Alt+e')
  await seat.getByText('相符的职责事项').waitFor()
  assert.ok((await seat.locator('.evidence mark').count()) > 0, 'no word is marked')
  // Sure advice is taken with one key; unsure advice only by looking at it.
  await seat.locator('.candidate button').first().click()
  await seat.keyboard.press('Control+Enter')
  const code = (await seat.locator('.ant-alert-success a').textContent())?.trim() ?? ''
  assert.match(code, /^\d{8}-/)
  const followUp = (await seat.locator('.ant-alert-success code').textContent())?.trim() ?? ''
  const casePath = (await seat.locator('.ant-alert-success a').getAttribute('href')) ?? ''
  await seat.context().close()

  const dispatcher = await open.signIn('dispatcher1')
  await dispatcher.goto(open.address + casePath)
  const factOf = dispatcher.locator('.facts dd').first()
  assert.equal(await factOf.textContent(), advised)
  await dispatcher
    .getByText('给出派单建议')
    .or(dispatcher.getByText('派单', { exact: true }))
    .first()
    .waitFor()

  const handler = await open.signIn('handler-urban')
  await handler.waitForURL('**/department')
  await handler.getByRole('link', { name: code }).first().waitFor()
  await handler.getByRole('toolbar', { name: '可执行的操作' }).waitFor()
  await handler.keyboard.press('w')
  await handler.getByRole('dialog').waitFor()
  await handler.keyboard.press('Control+Enter')
  await handler.getByText('已开始办理').waitFor()
  await handler.goto(open.address + casePath)
  await handler.getByRole('toolbar', { name: '可执行的操作' }).waitFor()
  await handler.keyboard.press('r')
  await handler.getByRole('dialog').waitFor()
  await handler.getByLabel('答复内容').fill('已责令店家安装油烟净化设备。')
  await handler.keyboard.press('Control+Enter')
  await handler.getByText('已答复，等待核实').waitFor()

  await dispatcher.reload()
  await dispatcher.getByRole('toolbar', { name: '可执行的操作' }).waitFor()
  await dispatcher.keyboard.press('c')
  await dispatcher.getByRole('dialog').waitFor()
  await dispatcher.keyboard.press('Control+Enter')
  await dispatcher.getByText('重新办理').first().waitFor()

  const citizen = await open.visit(`/public/follow?code=${followUp}`)
  await citizen.getByText('已责令店家安装油烟净化设备。').waitFor()
  await citizen
    .getByRole('radio', { name: 'star 5 star' })
    .or(citizen.locator('.ant-rate li').nth(4))
    .first()
    .click()
  await citizen.getByText('已解决').click()
  await citizen.getByRole('button', { name: '评价' }).click()
  await citizen.getByText('您已评价：5 分').waitFor()
  assert.deepEqual(open.faults, [])
})
