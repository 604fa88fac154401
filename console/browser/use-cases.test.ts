import assert from 'node:assert/strict'
import { test } from 'node:test'
import { questionPool } from '../../src/kernel/use-cases/question-pool.ts'
import { openConsole } from './open-console.ts'
import { hardToRead } from './seen.ts'
import { signInOfficer } from './sign-in-officer.ts'

test('somebody asks for a use case, an officer approves it, the course is taken, a use is recorded', async t => {
  const open = await openConsole(t)
  if (!open) return
  const page = await open.signIn('dispatcher1')
  await page.getByRole('link', { name: '生成式工具用例' }).click()
  await page.getByRole('button', { name: '申请用例' }).click()
  await page.getByRole('button', { name: '提交申请' }).click()
  await page.getByText('请填写名称。').waitFor()
  await page.getByLabel('名称').fill('会议纪要初稿')
  await page.getByLabel('用途与做法').fill('把公开会议的录音文字整理成纪要初稿。')
  await page.getByLabel('工具', { exact: true }).fill('外部大模型')
  await page.getByText('外部服务', { exact: true }).click()
  await page.getByRole('combobox', { name: '输入数据的最高级别' }).click()
  await page.getByTitle('L3 敏感').click()
  await page.getByText('外部工具最多输入 L2。').waitFor()
  assert.equal(await page.getByRole('button', { name: '提交申请' }).isDisabled(), true)
  await page.getByRole('combobox', { name: '输入数据的最高级别' }).click()
  await page.getByTitle('L2 内部').click()
  await page.getByText('他人会依据它工作').click()
  assert.match((await page.locator('[aria-current=true]').textContent()) ?? '', /中/)
  assert.deepEqual(await hardToRead(page), [])
  await page.getByRole('button', { name: '提交申请' }).click()
  await page.getByText('待批准').first().waitFor()

  const officer = await signInOfficer(open, 'security-admin')
  await officer.goto(`${open.address}/use-cases`)
  await officer.getByLabel('使用条件').fill('仅限公开会议')
  assert.deepEqual(await hardToRead(officer), [])
  await officer.getByRole('button', { name: /^批准/ }).click()
  await officer.getByText('仅限公开会议').first().waitFor()

  await page.goto(`${open.address}/use-cases/training`)
  await page.getByRole('button', { name: '开始测试' }).click()
  await page.locator('fieldset').nth(9).waitFor()
  for (const question of await page.locator('fieldset').all()) {
    const text = (await question.locator('legend').textContent()) ?? ''
    const asked = questionPool.find(one => text.includes(one.text.zh))
    await question.getByText(asked!.answers[0].zh, { exact: true }).click()
  }
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await page.getByText('通过：答对 10 题。').waitFor()
  assert.deepEqual(await hardToRead(page), [])

  await page.goto(`${open.address}/use-cases`)
  await page.getByLabel('用于什么任务').fill('十一月例会纪要')
  await page.getByRole('button', { name: '登记一次使用' }).click()
  await page.getByText('按这项用例的风险，产出须经核对后才能使用').waitFor()
  await page.getByText('已核对事实、数字和出处').click()
  await page.getByRole('button', { name: '登记一次使用' }).click()
  await page.getByRole('listitem').filter({ hasText: '十一月例会纪要' }).waitFor()
  assert.deepEqual(await hardToRead(page), [])
  assert.deepEqual(open.faults, [])
})
