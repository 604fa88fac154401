import assert from 'node:assert/strict'
import { test } from 'node:test'
import { browserOf, dispatchCase, reportCase } from '../../test/fixtures/browser.ts'
import { openConsole } from './open-console.ts'

test('a lead enters leave with a substitute; a case given to who is away is found among the substitute’s own', async t => {
  const open = await openConsole(t)
  if (!open) return
  const { hub } = open
  const seat = await browserOf(hub, 'seat1')
  const made = await reportCase(seat, { detail: '路口每天有人占道摆摊。' })
  await dispatchCase(await browserOf(hub, 'dispatcher1'), made)
  const lead = await open.signIn('lead-urban')
  await lead.goto(`${open.address}/desk`)
  const choose = async (label: string, option: RegExp) => {
    await lead.getByLabel(label, { exact: true }).click()
    await lead.locator('.ant-select-item-option').filter({ hasText: option, visible: true }).waitFor()
    // By key: on a busy machine the list still unfolds when it is clicked.
    const words = option.source
    await lead.keyboard.type(words)
    await lead.keyboard.press('Enter')
  }
  await choose('人员', /尤朝露/)
  await choose('代班人', /岑立夏/)
  await lead.getByRole('button', { name: '登记' }).click()
  await lead.getByText('尤朝露 休假，岑立夏 代班').waitFor()

  await lead.goto(`${open.address}/cases/${made.caseId}`)
  await lead.getByRole('button', { name: /分派到人/ }).waitFor()
  await lead.keyboard.press('a')
  await choose('分派给', /尤朝露/)
  await lead.keyboard.press('Control+Enter')
  await lead.getByText('已分派', { exact: true }).waitFor()

  await lead.goto(`${open.address}/department?assigned=me`)
  await lead.getByRole('link', { name: made.code }).first().waitFor()
  const after = await seat.read<{ assigneeId: string }>(`/api/cases/${made.caseId}`)
  const me = await (await browserOf(hub, 'lead-urban')).read<{ personId: string }>('/api/session')
  assert.equal(after.assigneeId, me.personId)
  assert.deepEqual(open.faults, [])
})
