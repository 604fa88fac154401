import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { testPassword } from '../../test/fixtures/hub.ts'
import { codeOf } from '../../test/totp-code.ts'
import { openConsole } from './open-console.ts'

async function enter(page: Page) {
  await page.getByLabel('账号').fill('security-admin')
  await page.getByLabel('密码', { exact: true }).fill(testPassword)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '启用动态口令' }).waitFor()
  await page.getByLabel('当前密码').fill(testPassword)
  await page.keyboard.press('Enter')
  const secret = await page.locator('.ant-typography code').first().textContent()
  await page.getByLabel('动态口令').fill(codeOf(`otpauth://totp/chengshu?secret=${secret}`))
  await page.keyboard.press('Enter')
  await page.waitForURL('**/people')
}

const file = [
  '词语,分类,处置,同现不算,来源',
  '黑车拉客,交通,标记,举报|查处,市交通局意见',
  '***,交通,标记,,',
  '倒卖号源,卫生,拒绝,,市卫健委意见',
].join('\n')

test('a security administrator imports words, sees what was not read, tries them, puts them in force and the old ones back', async t => {
  const open = await openConsole(t)
  if (!open) return
  const page = await open.visit('/sign-in')
  await enter(page)
  await page.goto(`${open.address}/vocabulary`)
  const attempt = page.getByRole('region', { name: '试一试' })
  const find = async (text: string) => {
    await attempt.getByLabel('待检查的文字').fill(text)
    await attempt.getByRole('button', { name: '查找' }).click()
  }
  await find('他在小区门口倒卖号源')
  await attempt.getByText('没有找到词库里的词').waitFor()

  await page.getByRole('button', { name: '导入词表' }).click()
  await page.getByLabel('选择文件').setInputFiles({
    name: '本市词表.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(file),
  })
  await page.getByLabel('说明').fill('首批本市词表')
  await page.getByRole('button', { name: '导入为新版本' }).click()
  const first = page.getByRole('listitem').filter({ hasText: '第 1 版' })
  await first.getByText('1 行未能成为词').click()
  await page.getByText('只有符号').waitFor()
  await page.keyboard.press('Escape')

  await first.getByRole('button', { name: '启用' }).click()
  await page.getByLabel('原因').fill('市里会商通过')
  await page.getByRole('dialog').getByRole('button', { name: '启用' }).click()
  await first.getByText('在用').waitFor()
  await find('他在小区门口倒 卖 号 源，举报有人黑车拉客')
  await attempt.getByText('不予作答').waitFor()
  await attempt.getByText('不算：上下文规则').waitFor()
  assert.equal(await attempt.getByText('倒•••').count(), 1, 'the word of the list stays masked')
  await page.getByRole('switch', { name: '显示词语原文' }).click()
  await attempt.getByText('倒卖号源', { exact: true }).waitFor()

  const shipped = page.getByRole('listitem').filter({ hasText: '随产品提供的词表' })
  await shipped.first().getByRole('button', { name: '启用' }).click()
  await page.getByLabel('原因').fill('词表有误，先换回')
  await page.getByRole('dialog').getByRole('button', { name: '启用' }).click()
  await page.getByText('词表有误，先换回').waitFor()
  await find('他在小区门口倒卖号源')
  await attempt.getByText('没有找到词库里的词').waitFor()
  assert.deepEqual(open.faults, [])
})
