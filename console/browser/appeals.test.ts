import assert from 'node:assert/strict'
import { test } from 'node:test'
import { browserOf } from '../../test/fixtures/browser.ts'
import { openConsole } from './open-console.ts'
import { hardToRead } from './seen.ts'

test('a citizen objects on the page of the matter, a dispatcher answers, and the citizen reads it', async t => {
  const open = await openConsole(t)
  if (!open) return
  const seat = await browserOf(open.hub, 'seat1')
  const draftId = crypto.randomUUID()
  const said = { draftId, subject: '', detail: '解放路上的路灯坏了好几盏，晚上很黑。', regionId: null }
  await seat.act('/api/cases/advice', said)
  const { followUpCode } = await seat.act<{ followUpCode: string }>('/api/cases', {
    ...said,
    address: null,
    longitude: null,
    latitude: null,
    reporter: { name: null, phone: null, anonymous: true },
    channel: 'phone',
    nature: 'complaint',
    idempotencyKey: draftId,
  })

  const citizen = await open.visit(`/public/follow?code=${followUpCode}`)
  await citizen.getByRole('button', { name: '提出异议或要求人工审查' }).click()
  await citizen.getByRole('button', { name: '提交' }).click()
  await citizen.getByText('请填写理由。').waitFor()
  await citizen.getByText('要求由人工重新审查').click()
  await citizen.getByLabel('理由').fill('请让人看一看，这不归城管。')
  assert.deepEqual(await hardToRead(citizen), [])
  await citizen.getByRole('button', { name: '提交' }).click()
  await citizen.getByText('审查中').waitFor()
  assert.equal(await citizen.getByRole('button', { name: /异议/ }).count(), 0, 'one at a time')

  const dispatcher = await open.signIn('dispatcher1')
  await dispatcher.getByRole('link', { name: '算法异议' }).click()
  await dispatcher.getByText('请让人看一看，这不归城管。').first().waitFor()
  await dispatcher.getByRole('button', { name: '答复诉求人' }).click()
  await dispatcher.getByText('请填写答复。').waitFor()
  await dispatcher.getByText('异议成立').click()
  await dispatcher.getByLabel('应由哪个部门办理').fill('水务')
  await dispatcher.keyboard.press('Enter')
  await dispatcher.getByLabel('答复', { exact: true }).last().fill('您说得对，已转水务部门。')
  await dispatcher.getByText('请打开工单将其改派到该部门').waitFor()
  assert.deepEqual(await hardToRead(dispatcher), [])
  await dispatcher.getByRole('button', { name: '答复诉求人' }).click()
  await dispatcher.getByText('没有待答复的异议').waitFor()

  await citizen.reload()
  await citizen.getByText('您说得对，已转水务部门。').waitFor()
  await citizen.getByRole('button', { name: '再次提出异议' }).waitFor()
  assert.deepEqual(open.faults, [])
})
