import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTransaction, uuidv7 } from '#base/index.ts'
import { append } from '#ledger/index.ts'
import { lookAtLedger } from '#operations/incidents/look-at-ledger.ts'
import { type OpenedConsole, openConsole } from './open-console.ts'
import { hardToRead } from './seen.ts'
import { signInOfficer } from './sign-in-officer.ts'

/** What the watch does each minute, now. */
async function look({ hub }: OpenedConsole): Promise<void> {
  await hub.hub.ledgerLog.sequence()
  await lookAtLedger({ database: hub.base.database, isNight: hub.hub.incidents.isNight })
}

test('the officer sees what the watch found, goes through it and tells of it; the auditor agrees to close', async t => {
  const open = await openConsole(t)
  if (!open) return
  const { database } = open.hub.base
  const by = uuidv7()
  const looks = Array.from({ length: 60 }, (_, place) => ({
    kind: 'contact.looked',
    subject: `case:${place}`,
    body: { by, purpose: 'call-back' },
  }))
  await inTransaction(database, tx => append(tx, looks))
  await look(open)

  const officer = await signInOfficer(open, 'security-admin')
  await officer.getByRole('link', { name: '事件处置' }).click()
  await officer.getByRole('link', { name: /大量查看个人信息/ }).waitFor()
  assert.deepEqual(await hardToRead(officer), [])
  await officer.getByRole('combobox', { name: '状态' }).click()
  await officer.getByTitle('已关闭').click()
  await officer.getByText('没有符合条件的事件').waitFor()
  assert.match(officer.url(), /state=closed/)
  await officer.goto(`${open.address}/incidents?state=open`)
  await officer.getByRole('link', { name: /大量查看个人信息/ }).click()
  await officer.getByRole('heading', { name: /第 1 号 大量查看个人信息/ }).waitFor()
  await officer.getByText('监测值 60，阈值 40').first().waitFor()
  await officer.getByRole('link', { name: '停用账号、结束会话' }).waitFor()
  assert.deepEqual(await hardToRead(officer), [])

  await officer.getByRole('button', { name: '完成：研判定级' }).click()
  const drawer = officer.getByRole('dialog')
  await drawer.getByLabel('涉及人数').fill('1200000')
  await drawer.getByLabel('说明', { exact: true }).fill('涉及诉求人电话')
  await drawer.getByRole('button', { name: '保存定级' }).click()
  await drawer.getByText(/级别至少应为较大/).waitFor()
  await drawer.getByRole('combobox', { name: '级别' }).click()
  await officer.getByTitle('较大', { exact: true }).click()
  await drawer.getByRole('button', { name: '保存定级' }).click()
  await drawer.waitFor({ state: 'detached' })
  const text = officer.getByRole('textbox', { name: '主管部门' })
  assert.match(await text.inputValue(), /级别研判为较大/)
  await text.fill('关于信息查看异常的报告')
  await officer.getByRole('button', { name: '保存文稿' }).click()
  await officer.getByText('已由人修改').waitFor()
  const [file] = await Promise.all([
    officer.waitForEvent('download'),
    officer.getByRole('button', { name: '下载 Word' }).click(),
  ])
  assert.match(file.suggestedFilename(), /报告主管部门 \d+\.docx/)
  await officer.getByRole('button', { name: '登记已发送' }).click()
  await officer.getByLabel('发送方式').fill('12387 网站')
  await officer.getByRole('button', { name: /^登记/ }).last().click()
  await officer.getByText('12387 网站').waitFor()

  assert.equal(await officer.getByRole('button', { name: '关闭事件' }).isDisabled(), true, 'steps are left')
  for (const step of ['控制', '研判定级', '报告主管部门', '告知个人', '报告领导', '整改修复', '复盘']) {
    await officer.getByRole('button', { name: `完成：${step}` }).click()
    await officer.getByRole('dialog').getByRole('button', { name: '完成' }).click()
    await officer.getByRole('dialog').waitFor({ state: 'detached' })
  }
  await officer.getByRole('button', { name: '关闭事件' }).click()
  await officer.getByRole('dialog').getByLabel('说明').fill('处置完毕')
  await officer.getByRole('dialog').getByRole('button', { name: '关闭事件' }).click()
  await officer.getByText('须由另一人同意').waitFor()
  assert.equal(await officer.getByRole('button', { name: '同意关闭' }).count(), 0)
  const auditor = await signInOfficer(open, 'audit-admin')
  await auditor.goto(officer.url())
  await auditor.getByRole('button', { name: '同意关闭' }).click()
  await auditor.getByRole('dialog').getByLabel('说明').fill('同意')
  await auditor.getByRole('dialog').getByRole('button', { name: '同意关闭' }).click()
  await auditor.getByText('已关闭', { exact: true }).waitFor()
  assert.equal(await auditor.getByRole('button', { name: '重新打开' }).count(), 0)
  assert.equal(await auditor.getByRole('button', { name: '发起演练' }).count(), 0)
  assert.deepEqual(open.faults, [])
})

test('on a phone: an incident by hand, a drill marked as one', async t => {
  const open = await openConsole(t)
  if (!open) return
  const officer = await signInOfficer(open, 'security-admin')
  await officer.setViewportSize({ width: 390, height: 844 })
  await officer.goto(`${open.address}/incidents`)
  await officer.getByRole('button', { name: '登记事件' }).click()
  await officer.getByLabel('发现了什么').fill('值班电话接到举报，称有人倒卖工单信息。')
  await officer.getByRole('button', { name: /^登记/ }).last().click()
  await officer.getByRole('heading', { name: /人工登记的事件/ }).waitFor()
  await officer.goto(`${open.address}/incidents`)
  await officer.getByRole('button', { name: '发起演练' }).click()
  await officer.getByRole('tooltip').getByRole('button', { name: '发起演练' }).click()
  await officer.getByText(/演练已发起/).waitFor()
  await look(open)
  await officer.goto(`${open.address}/incidents?drill=true`)
  await officer.getByRole('link', { name: /多个熔断同时打开/ }).waitFor()
  assert.equal(await officer.getByRole('link', { name: /人工登记/ }).count(), 0)
  assert.deepEqual(await hardToRead(officer), [])
  const wide = await officer.evaluate(() => document.documentElement.scrollWidth)
  assert.ok(wide <= 390, `${wide} wide`)
  await officer.getByRole('link', { name: /多个熔断同时打开/ }).click()
  await officer.getByText('这是演练，不是真实事件').waitFor()
  await officer.goto(`${open.address}/incidents`)
  await officer.getByRole('button', { name: '结束演练' }).click()
  await officer.getByRole('tooltip').getByRole('button', { name: '结束演练' }).click()
  await officer.getByText('已关闭 10 个演练事件').waitFor()
  assert.deepEqual(open.faults, [])
})
