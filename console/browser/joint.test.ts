import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demoDuties } from '#city/index.ts'
import { browserOf, dispatchCase, reportCase } from '../../test/fixtures/browser.ts'
import { openConsole } from './open-console.ts'

test('two departments handle one matter together, each with its own reply, to one combined reply and closure; a leader follows it', async t => {
  const open = await openConsole(t)
  if (!open) return
  const { hub } = open
  const seat = await browserOf(hub, 'seat1')
  const made = await reportCase(seat, {
    detail: '小区门口道路塌陷，下面的水管也在漏水，车辆无法通行。',
  })
  const duty = demoDuties.find(one => one.hostDepartmentId === 'dept-urban')!
  const path = `/cases/${made.caseId}`
  await dispatchCase(seat, made, { dutyId: duty.id })

  const lead = await open.signIn('lead-urban')
  await lead.goto(open.address + path)
  const panel = lead.getByRole('region', { name: '协办与关联' })
  await panel.getByRole('button', { name: '请部门协办' }).click()
  await lead.getByLabel('协办部门').fill('水务')
  await lead.keyboard.press('Enter')
  await lead.getByLabel('请协办的事项').fill('请关闭漏水管段并修复。')
  await lead.keyboard.press('Control+Enter')
  await panel.getByText('待接收').waitFor()

  const coHost = await open.signIn('handler-water')
  await coHost.goto(`${open.address}/tasks`)
  await coHost.getByText('请关闭漏水管段并修复。').waitFor()
  await coHost.getByRole('button', { name: '接收' }).click()
  await coHost.getByText('协办中').waitFor()

  const handler = await open.signIn('handler-urban')
  await handler.goto(open.address + path)
  await handler
    .getByRole('toolbar', { name: '可执行的操作' })
    .getByRole('button', { name: '开始办理' })
    .click()
  await handler.keyboard.press('Control+Enter')
  await handler.getByRole('toolbar', { name: '可执行的操作' }).getByRole('button', { name: '答复' }).click()
  await handler.getByLabel('答复内容').fill('先答复')
  await handler.getByLabel('先行答复的理由').waitFor()
  await handler.keyboard.press('Control+Enter')
  await handler.getByText('还有 1 项协办任务未完成').waitFor()
  await handler.getByLabel('答复内容').fill('')
  await handler.keyboard.press('Escape')

  await coHost.getByRole('button', { name: '协办答复' }).click()
  await coHost.getByLabel('答复内容').fill('水管已修复。')
  await coHost.keyboard.press('Control+Enter')
  await coHost.getByText('没有待办的协办任务').waitFor()
  await coHost.getByText('已结束', { exact: true }).click()
  await coHost.getByText('水管已修复。').waitFor()

  await handler.evaluate(() => sessionStorage.clear())
  await handler.reload()
  await handler.getByRole('region', { name: '协办与关联' }).getByText('已答复').waitFor()
  await handler.getByRole('toolbar', { name: '可执行的操作' }).getByRole('button', { name: '答复' }).click()
  const reply = handler.getByLabel('答复内容')
  assert.match(await reply.inputValue(), /水务局】\n水管已修复。$/)
  await handler.keyboard.press('Control+Home')
  await reply.fill(`路面已回填。\n${await reply.inputValue()}`)
  await handler.keyboard.press('Control+Enter')
  await handler.getByText('待核实').first().waitFor()

  const leader = await open.signIn('leader1')
  await leader.getByText('没有进行中的督办').waitFor()
  await leader.goto(open.address + path)
  const banner = leader.getByRole('region', { name: '督办' })
  await banner.getByRole('button', { name: '督办', exact: true }).click()
  await leader.getByLabel('督办要求').fill('请说明路面何时恢复通行。')
  await leader.keyboard.press('Control+Enter')
  await banner.getByText('请说明路面何时恢复通行。').waitFor()
  await handler.reload()
  await handler.getByRole('button', { name: '回复督办' }).click()
  await handler.getByLabel('回复内容').fill('今晚恢复通行。')
  await handler.keyboard.press('Control+Enter')
  await handler.getByText('今晚恢复通行。').first().waitFor()
  await leader.goto(`${open.address}/supervisions?show=answered`)
  await leader.getByText('请说明路面何时恢复通行。').waitFor()
  await leader.getByRole('link', { name: made.code }).click()
  await banner.getByRole('button', { name: '同意办结' }).click()
  await leader.keyboard.press('Control+Enter')
  await banner.getByText('曾经督办').waitFor()

  const dispatcher = await browserOf(hub, 'dispatcher1')
  const { version } = await dispatcher.read<{ version: number }>(`/api${path}`)
  await dispatcher.act(`/api${path}/actions/close`, { version })
  assert.deepEqual(open.faults, [])
})
