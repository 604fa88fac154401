import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testImap } from '../../src/cases/mail/imap.fixture.ts'
import { filePart, mailOf } from '../../src/cases/mail/mails.fixture.ts'
import { openConsole } from './open-console.ts'

test('mails come in; a person makes a case of one that was kept and discards another', async t => {
  const imap = await testImap(t)
  const text = '幸福里小区的水管漏了。'
  imap.put(mailOf({ subject: '水管漏水', text, parts: [filePart('a.bin', Buffer.from([0, 1, 2]))] }))
  imap.put(mailOf({ subject: '外出', text: '我休假了。', headers: { 'Auto-Submitted': 'auto-replied' } }))
  imap.put(mailOf({ subject: '误判的来信', text: '路灯真的不亮。', headers: { Precedence: 'bulk' } }))
  const { user, password, host, port } = imap.mailbox
  const url = `imap://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}`
  const open = await openConsole(t, { width: 1440, height: 900 }, { CHENGSHU_IMAP_URL: url })
  if (!open) return
  const page = await open.signIn('dispatcher1')
  await page.goto(`${open.address}/mails`)
  await page.getByText(/@127\.0\.0\.1\/INBOX/).waitFor()
  const rows = page.getByRole('table')
  await rows.getByText('误判的来信').waitFor()
  const beside = page.getByRole('complementary', { name: '邮件内容' })

  await rows.getByText('误判的来信').click()
  await beside.getByText('路灯真的不亮。').waitFor()
  await beside.getByText('这是机器自动发出的回复，不成为工单。').waitFor()
  await beside.getByRole('button', { name: '转为工单' }).click()
  await page.getByText(/已转为工单 \d{8}-/).waitFor()
  await beside.getByRole('link', { name: /工单/ }).waitFor()

  await rows.getByText('外出').click()
  await beside.getByRole('button', { name: '作废' }).click()
  await page.keyboard.press('Control+Enter')
  await beside.getByText('请填写原因。').waitFor()
  await beside.getByLabel('作废原因').fill('自动回复')
  await page.keyboard.press('Control+Enter')
  await beside.getByText('作废原因：自动回复').waitFor()

  await rows.getByText('水管漏水').click()
  await beside.getByText(/这种文件不能上传/).waitFor()
  await beside.getByRole('link', { name: /工单/ }).click()
  await page.getByText(text).first().waitFor()
  assert.deepEqual(open.faults, [])
})
