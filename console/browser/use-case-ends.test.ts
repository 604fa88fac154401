import assert from 'node:assert/strict'
import { test } from 'node:test'
import { browserOf } from '../../test/fixtures/browser.ts'
import { openConsole } from './open-console.ts'
import { hardToRead } from './seen.ts'
import { signInOfficer } from './sign-in-officer.ts'

const wanted = {
  title: '政策问答素材',
  purpose: '把公开的政策文件改写成问答素材，逐条核对。',
  tool: '外部大模型',
  toolPlace: 'outside',
  departmentId: null,
  dataLevel: 'L2',
  harm: 3,
  citizensSee: true,
  prohibited: [],
}

test('a request is refused with its reason, another withdrawn; on a phone the course fits and says what was wrong', async t => {
  const open = await openConsole(t)
  if (!open) return
  const dispatcher = await browserOf(open.hub, 'dispatcher1')
  for (const title of ['政策问答素材', '公文翻译'])
    await dispatcher.act('/api/use-cases', { ...wanted, title })
  const officer = await signInOfficer(open, 'security-admin')
  await officer.goto(`${open.address}/use-cases`)
  await officer.getByText('政策问答素材').first().click()
  await officer.getByText('不批准', { exact: true }).click()
  await officer.getByRole('button', { name: /^不批准/ }).click()
  await officer.getByText('请填写理由。').waitFor()
  await officer.getByLabel('理由').fill('外部工具不适合直接面向群众的内容')
  await officer.getByRole('button', { name: /^不批准/ }).click()
  await officer.getByText('未批准').first().waitFor()

  const page = await open.signIn('dispatcher1')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${open.address}/use-cases`)
  await page.getByText('政策问答素材').first().click()
  await page.getByText('外部工具不适合直接面向群众的内容').waitFor()
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  assert.ok(wide <= 390, `the page is ${wide} wide`)
  await page.getByText('公文翻译').first().click()
  await page.getByRole('button', { name: /^撤回$/ }).click()
  await page
    .getByRole('button', { name: /^撤回$/ })
    .last()
    .click()
  await page
    .getByText(/^已撤回$/)
    .first()
    .waitFor()
  assert.deepEqual(await hardToRead(page), [])

  await page.goto(`${open.address}/use-cases/training`)
  await page.getByRole('button', { name: '开始测试' }).click()
  await page.locator('fieldset').nth(9).waitFor()
  for (const question of await page.locator('fieldset').all())
    await question.getByRole('radio').first().check()
  await page.getByRole('button', { name: /^提交$/ }).click()
  await page
    .getByText(/通过：答对/)
    .first()
    .waitFor()
  const across = await page.evaluate(() => document.documentElement.scrollWidth)
  assert.ok(across <= 390, `the course is ${across} wide`)
  assert.deepEqual(await hardToRead(page), [])
  assert.deepEqual(open.faults, [])
})
