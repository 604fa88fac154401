import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demoDuties } from '#city/index.ts'
import { browserOf, dispatchCase, reportCase } from '../../test/fixtures/browser.ts'
import { openConsole } from './open-console.ts'

interface Advice {
  advice: { value: { candidates: { departmentId: string; dutyId: string | null }[] } } | null
}

test('a department objects, a reviewer upholds it and changes the duty list, and the next advice names the new department', async t => {
  const open = await openConsole(t)
  if (!open) return
  const { hub } = open
  const duty = demoDuties.find(one => one.hostDepartmentId === 'dept-urban')!
  const seat = await browserOf(hub, 'seat1')
  const matter = { subject: duty.title, detail: `${duty.title}。${duty.description}`, regionId: null }
  const advised = async () => {
    const ask = { draftId: crypto.randomUUID(), ...matter }
    const { advice } = await seat.act<Advice>('/api/cases/advice', ask)
    return advice?.value.candidates[0]
  }
  assert.deepEqual((await advised())?.departmentId, 'dept-urban')
  const made = await reportCase(seat, matter)
  await dispatchCase(await browserOf(hub, 'dispatcher1'), made, { dutyId: duty.id })

  const handler = await open.signIn('handler-urban')
  await handler.goto(`${open.address}/cases/${made.caseId}`)
  // Behind the menu where many things can be done; from the keyboard, or by its letter.
  await handler.getByRole('button', { name: /更多操作/ }).press('Enter')
  await handler.getByRole('menuitem', { name: /提出异议/ }).waitFor()
  await handler.keyboard.press('Escape')
  await handler.getByRole('menuitem', { name: /提出异议/ }).waitFor({ state: 'hidden' })
  await handler.keyboard.press('y')
  const form = handler.getByRole('dialog')
  await form.getByLabel('理由', { exact: true }).fill('机构改革后由住建部门负责')
  await form.getByLabel(/建议改派给/).click()
  await form.getByLabel(/建议改派给/).fill('住房和城乡')
  await handler.keyboard.press('Enter')
  await form.getByLabel(/^事项/).click()
  await form.getByLabel(/^事项/).fill(duty.id)
  await handler.keyboard.press('Enter')
  await handler.keyboard.press('Control+Enter')
  await handler.getByText('异议已提出，等待裁定').waitFor()

  // Who sent it does not rule.
  const first = await open.signIn('dispatcher1')
  await first.goto(`${open.address}/disputes`)
  await first.getByText('这件工单由您派出，须由其他派单员裁定。').waitFor()

  const reviewer = await open.signIn('dispatcher2')
  await reviewer.goto(`${open.address}/disputes`)
  await reviewer.getByText('机构改革后由住建部门负责').first().waitFor()
  await reviewer.getByLabel('理由', { exact: true }).fill('职责清单尚未更新，异议成立')
  await reviewer.getByText('变更主办部门').click()
  await reviewer.keyboard.press('Control+Enter')
  await reviewer.getByText('异议成立，已改派').waitFor()
  await reviewer.getByText('没有等待裁定的异议').waitFor()

  const ruled = (await advised())!
  assert.equal(ruled.dutyId, duty.id)
  assert.notEqual(ruled.departmentId, 'dept-urban')
  const after = await seat.read<{ departmentId: string; state: string }>(`/api/cases/${made.caseId}`)
  assert.deepEqual([after.departmentId, after.state], [ruled.departmentId, 'dispatched'])

  await reviewer.goto(`${open.address}/returns`)
  await reviewer.getByRole('cell', { name: /城市管理.*→.*住房/ }).waitFor()
  await handler.goto(`${open.address}/disputes?state=ended`)
  await handler.getByText('职责清单尚未更新，异议成立').waitFor()
  assert.deepEqual(open.faults, [])
})
