import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demoDuties } from '#city/index.ts'
import { browserOf, dispatchCase, reportCase } from '../../test/fixtures/browser.ts'
import { openConsole } from './open-console.ts'

test('a department asks, the citizen answers by the code; an extension is granted by somebody else; a rule is added', async t => {
  const open = await openConsole(t)
  if (!open) return
  const { hub, address } = open
  const seat = await browserOf(hub, 'seat1')
  const made = await reportCase(seat, {
    detail: '楼下烧烤店每天晚上油烟很大。',
    reporter: { name: '王小明', phone: '0100-5550', anonymous: false, confidential: true },
  })
  const duty = demoDuties.find(one => one.hostDepartmentId === 'dept-urban')!
  await dispatchCase(seat, made, { dutyId: duty.id })

  const handler = await open.signIn('handler-urban')
  await handler.goto(`${address}/cases/${made.caseId}`)
  await handler.getByText('保密，查看需写明用途').first().waitFor()
  await handler.getByRole('toolbar', { name: '可执行的操作' }).waitFor()
  await handler.keyboard.press('q')
  await handler.getByLabel('要问的问题').fill('是哪一家烧烤店？')
  await handler.keyboard.press('Control+Enter')
  await handler.getByText('等待诉求人答复，时限停止计算').waitFor()

  const citizen = await open.visit(`/public/follow?code=${made.followUpCode}`)
  await citizen.getByText('是哪一家烧烤店？').waitFor()
  await citizen.getByLabel('您的答复').fill('一楼右手边那家')
  await citizen.getByRole('button', { name: '提交答复' }).click()
  await citizen.getByText('是哪一家烧烤店？').waitFor({ state: 'detached' })

  await handler.reload()
  await handler.getByText('一楼右手边那家').waitFor()
  await handler.keyboard.press('e')
  await handler.getByLabel('延长工作日').fill('3')
  await handler.getByLabel('理由').fill('需要第三方检测')
  await handler.keyboard.press('Control+Enter')
  await handler.getByText('申请延长 3 个工作日').waitFor()

  const dispatcher = await open.signIn('dispatcher1')
  await dispatcher.goto(`${address}/cases/${made.caseId}`)
  await dispatcher.getByText('申请延长 3 个工作日').waitFor()
  await dispatcher.keyboard.press('e')
  await dispatcher.getByRole('dialog').waitFor()
  await dispatcher.keyboard.press('Control+Enter')
  await dispatcher.getByText('申请延长 3 个工作日').waitFor({ state: 'detached' })
  // Letters are not heard while the form still closes.
  await dispatcher.getByRole('dialog').waitFor({ state: 'hidden' })
  await dispatcher.keyboard.press('d')
  await dispatcher.getByLabel('用途').fill('电话核实')
  await dispatcher.keyboard.press('Control+Enter')
  await dispatcher.getByText('0100-5550').waitFor()

  const steward = await open.signIn('data-steward1')
  await steward.goto(`${address}/limits`)
  await steward.getByText('还没有时限规则').waitFor()
  await steward.keyboard.press('n')
  await steward.getByLabel('办理时限', { exact: true }).fill('5')
  await steward.keyboard.press('Control+Enter')
  await steward.getByText('5 个工作日').waitFor()
  assert.deepEqual(open.faults, [])
})
