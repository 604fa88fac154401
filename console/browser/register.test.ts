import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endHere } from '../../test/register-here.store.ts'
import { openConsole } from './open-console.ts'
import { hardToRead } from './seen.ts'
import { signInOfficer } from './sign-in-officer.ts'

const texts = ['法律依据', '联系方式', '评估：伦理审查情况'] as const

test('an engineer writes an entry, an officer approves it and begins a pilot, and a citizen reads it', async t => {
  const open = await openConsole(t)
  if (!open) return
  await endHere(open.hub.hub.database)
  const engineer = await open.signIn('ai-engineer1')
  await engineer.getByRole('link', { name: '算法登记' }).click()
  await engineer.getByText('派单建议').click()
  await engineer.getByText('未登记，不运行').first().waitFor()
  await engineer.getByRole('button', { name: '起草新版本' }).click()
  await engineer.getByLabel('概要').waitFor()
  assert.notEqual(await engineer.getByLabel('概要').inputValue(), '', 'the product proposes a text')
  await engineer.getByRole('button', { name: '保存草稿' }).click()
  await engineer.getByRole('button', { name: '修改草稿' }).click()
  await engineer.getByText('生效前必须填写').first().waitFor()
  assert.deepEqual(await hardToRead(engineer), [])
  for (const label of texts) await engineer.getByLabel(label).fill('按本市规定')
  await engineer.getByLabel('责任人账号').fill('ai-engineer2')
  const until = new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10)
  await engineer.getByLabel('评估有效期至').fill(until)
  for (const box of await engineer.getByRole('checkbox').all()) await box.check()
  await engineer.getByRole('button', { name: '保存草稿' }).click()
  await engineer.getByRole('button', { name: '修改草稿' }).waitFor()
  assert.equal(await engineer.getByRole('button', { name: '批准生效' }).count(), 0, 'not by the writer')

  const officer = await signInOfficer(open, 'security-admin')
  await officer.goto(`${open.address}/register?algorithm=cases.dispatch`)
  await officer.getByRole('button', { name: '批准生效' }).click()
  await officer.getByText('登记有效').first().waitFor()
  await officer.getByRole('combobox', { name: '部门' }).click()
  await officer.getByRole('combobox', { name: '部门' }).fill('水务')
  await officer.keyboard.press('Enter')
  await officer.keyboard.press('Escape')
  await officer.getByRole('button', { name: '开始此阶段' }).click()
  await officer.getByText('启用前 28 天').first().waitFor()
  assert.deepEqual(await hardToRead(officer), [])

  const citizen = await open.visit('/public/register?algorithm=cases.dispatch')
  await citizen.getByText('每条建议须经一名工作人员确认后才生效').waitFor()
  await citizen.getByText('试点').first().waitFor()
  await citizen.getByText('（未填写）').first().waitFor()
  assert.equal(await citizen.getByText('ai-engineer2').count(), 0)
  assert.deepEqual(await hardToRead(citizen), [])
  assert.deepEqual(open.faults, [])
})
