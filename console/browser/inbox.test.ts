import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demoDuties } from '#city/index.ts'
import { browserOf, dispatchCase, type MadeCase } from '../../test/fixtures/browser.ts'
import { testMailServer } from '../../test/fixtures/mail-server.ts'
import { openConsole } from './open-console.ts'

test('a citizen chooses mail, the department hears of the case by its bell, each step is mailed until the way out is taken', async t => {
  const mail = await testMailServer(t)
  const open = await openConsole(
    t,
    { width: 1440, height: 900 },
    {
      CHENGSHU_SMTP_URL: mail.url,
      CHENGSHU_MAIL_FROM: '青岚市 12345 <noreply@qinglan.example>',
    },
  )
  if (!open) return
  const mailed = async (count: number) => {
    for (let i = 0; i < 200 && mail.mails.length < count; i++) await new Promise(done => setTimeout(done, 50))
    assert.equal(mail.mails.length, count)
    return mail.mails[count - 1]!
  }
  const citizen = await open.visit('/public/report')
  await citizen.getByLabel('您遇到了什么问题？').fill('幸福路的烧烤店每天晚上油烟很大。')
  await citizen.getByText('发邮件').click()
  await citizen.getByLabel('邮箱地址').fill('li@')
  await citizen.getByRole('button', { name: '提交', exact: true }).click()
  await citizen.getByText('请填写一个有效的邮箱地址').waitFor()
  await citizen.getByLabel('邮箱地址').fill('li@mail.example')
  await citizen.getByRole('button', { name: '提交', exact: true }).click()
  await citizen.getByText('查询码').first().waitFor()
  const received = await mailed(1)
  const [, followUpCode] = /查询码 ([0-9A-Z-]{19})/.exec(received.text) ?? []
  assert.ok(followUpCode)

  const seat = await browserOf(open.hub, 'seat1')
  const { items } = await seat.read<{ items: MadeCase[] }>('/api/cases?state=reported')
  const [made] = items
  const duty = demoDuties.find(one => one.hostDepartmentId === 'dept-urban')!
  await dispatchCase(seat, made!, { dutyId: duty.id })
  assert.match((await mailed(2)).subject, /已交/)

  const handler = await open.signIn('handler-urban')
  await handler.getByRole('link', { name: '消息，1 条未读' }).click()
  await handler.getByRole('link', { name: `新派工单 ${made!.code}` }).waitFor()
  await handler.keyboard.press('Enter')
  await handler.waitForURL(`**/cases/${made!.caseId}`)
  await handler.getByRole('link', { name: '消息，没有未读' }).waitFor()

  await citizen.goto(`${open.address}/public/follow?code=${followUpCode}`)
  await citizen.getByText('每一步进展会发邮件到 l***@mail.example').waitFor()
  await citizen.getByRole('button', { name: '不再接收' }).click()
  await citizen.getByText('已停止通知').waitFor()

  const worker = await browserOf(open.hub, 'handler-urban')
  const { version } = await worker.read<{ version: number }>(`/api/cases/${made!.caseId}`)
  await worker.act(`/api/cases/${made!.caseId}/actions/handle`, { version })
  await worker.act(`/api/cases/${made!.caseId}/actions/reply`, {
    version: version + 1,
    reply: '已责令整改。',
  })
  const inbox = await seat.read<{ items: { template: string }[] }>('/api/inbox')
  assert.equal(inbox.items[0]!.template, 'replied.dispatcher')

  const operator = await open.signIn('ai-engineer1')
  await operator.goto(`${open.address}/deliveries`)
  await operator.getByText('已发送').nth(1).waitFor()
  assert.equal(mail.mails.length, 2)
  assert.deepEqual(open.faults, [])
})

test('somebody at work chooses mail of new messages, forgets the address once, and ends it', async t => {
  const open = await openConsole(
    t,
    { width: 1280, height: 900 },
    { CHENGSHU_SMTP_URL: 'smtp://127.0.0.1:1', CHENGSHU_MAIL_FROM: 'noreply@qinglan.example' },
  )
  if (!open) return
  const page = await open.signIn('handler-urban')
  await page.goto(`${open.address}/inbox`)
  const panel = page.getByRole('region', { name: '邮件提醒' })
  const choose = async (words: string) => {
    await panel.getByLabel('新消息').click()
    await page.locator('.ant-select-item-option').filter({ hasText: words, visible: true }).click()
  }
  const save = panel.getByRole('button', { name: '保存' })
  await choose('每个工作日早上汇总')
  await save.click()
  await panel.getByText('请填写邮箱。').waitFor()
  await panel.getByLabel('邮箱').fill('wang@qinglan.example')
  await save.click()
  await panel.getByText('已保存。').waitFor()
  const handler = await browserOf(open.hub, 'handler-urban')
  const held = () => handler.read<{ way: string; address: string | null }>('/api/inbox/mail')
  const { way, address } = await held()
  assert.deepEqual([way, address], ['daily', 'wang@qinglan.example'])
  await choose('不发邮件')
  await save.click()
  while ((await held()).way !== 'none') await page.waitForTimeout(100)
  assert.equal((await held()).address, null)
  assert.deepEqual(open.faults, [])
})
