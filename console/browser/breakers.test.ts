import assert from 'node:assert/strict'
import { test } from 'node:test'
import { browserOf, dispatchCase, reportCase } from '../../test/fixtures/browser.ts'
import { openConsole } from './open-console.ts'
import { hardToRead } from './seen.ts'
import { signInOfficer } from './sign-in-officer.ts'

test('an engineer sees how advice does and switches all AI off; people go on without it; two switch it on again', async t => {
  const open = await openConsole(t)
  if (!open) return
  const seat = await browserOf(open.hub, 'seat1')
  const dispatcher = await browserOf(open.hub, 'dispatcher1')
  const made = await reportCase(seat, { detail: '解放路上的路灯坏了好几盏' })
  await dispatchCase(dispatcher, made)

  const page = await open.signIn('ai-engineer1')
  await page.getByRole('link', { name: '质量熔断' }).click()
  await page.getByRole('heading', { name: '人工停用' }).waitFor()
  await page.getByRole('combobox', { name: '停用什么' }).click()
  await page.getByTitle('全部人工智能').click()
  const off = page.getByRole('button', { name: '停用', exact: true })
  assert.equal(await off.isDisabled(), true, 'not without a reason')
  await page.getByRole('textbox', { name: '原因' }).fill('演练：全部停用')
  await off.click()
  await page.getByRole('button', { name: '申请恢复' }).waitFor()
  assert.deepEqual(await hardToRead(page), [])

  const { advice } = await seat.act<{ advice: { outcome: string; reason: string; value: unknown } }>(
    '/api/cases/advice',
    { draftId: crypto.randomUUID(), subject: '', detail: '幸福路水管爆了', regionId: null },
  )
  assert.deepEqual([advice.outcome, advice.value, advice.reason], ['abstained', null, 'switched-off'])

  await page.getByRole('button', { name: '申请恢复' }).click()
  await page.getByText('等另一人确认').waitFor()
  await page.getByRole('button', { name: '确认恢复' }).click()
  await page.getByText('须由另一人复核确认').waitFor()
  const officer = await signInOfficer(open, 'security-admin')
  await officer.goto(`${open.address}/breakers`)
  await officer.getByRole('button', { name: '确认恢复' }).click()
  await officer.getByRole('button', { name: '确认恢复' }).waitFor({ state: 'detached' })
  await officer.getByText('申请恢复').first().waitFor()
  assert.deepEqual(open.faults, [])
})
