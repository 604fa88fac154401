import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { openConsole } from './open-console.ts'
import { signInOfficer } from './sign-in-officer.ts'

const said = '公示牌上印的13812345678是施工单位的备案号，路灯坏了没人修。'

/** Types a matter and returns the decision that was made of it. */
async function typeMatter(seat: Page, text: string): Promise<string> {
  const answered = seat.waitForResponse(
    async one =>
      one.url().endsWith('/api/cases/advice') &&
      one.ok() &&
      ((await one.json()) as { advice: unknown }).advice !== null,
  )
  await seat.getByLabel('诉求内容').fill(text)
  const { advice } = (await (await answered).json()) as { advice: { decisionId: string } }
  return advice.decisionId
}

/** What the guard found for a decision, by type, as the officer's own session reads it. */
const foundIn = (officer: Page, decisionId: string) =>
  officer.evaluate(async id => {
    const { item } = await (await fetch(`/api/guard/items/${id}`)).json()
    return ((item?.findings ?? []) as { type: string }[]).map(one => one.type)
  }, decisionId)

test('a seat reports a false alarm, the security administrator upholds it, the same text is no longer flagged', async t => {
  const open = await openConsole(t)
  if (!open) return
  const seat = await open.signIn('seat1')
  await seat.waitForURL('**/intake')
  const officer = await signInOfficer(open, 'security-admin')
  const first = await typeMatter(seat, said)
  assert.ok((await foundIn(officer, first)).includes('mobile'))

  await seat.getByRole('button', { name: '报告误报或漏报' }).click()
  const drawer = seat.getByRole('dialog', { name: '报告误报或漏报' })
  await drawer.getByRole('combobox', { name: '涉及什么' }).click()
  await seat.getByTitle('手机号').click()
  await drawer.getByLabel('涉及的文字').fill('没有这样的字')
  await drawer.getByLabel('理由').fill('这是备案号，不是电话')
  await drawer.getByRole('button', { name: '提交报告' }).click()
  await drawer.getByText('没有找到这些文字').waitFor()
  await drawer.getByLabel('涉及的文字').fill('13812345678')
  await drawer.getByRole('button', { name: '提交报告' }).click()
  await drawer.waitFor({ state: 'hidden' })

  await officer.goto(`${open.address}/alarms`)
  const alarm = officer.getByRole('listitem').filter({ hasText: '误报 · 手机号' })
  await alarm.getByText('1•••••••••8').waitFor()
  assert.ok(!(await officer.content()).includes('13812345678'), 'the officer does not see the value')
  await alarm.getByRole('button', { name: '认定' }).click()
  await alarm.getByText('请填写这一项').waitFor()
  await alarm.getByLabel('裁定理由').fill('核对过，是备案号')
  await alarm.getByRole('button', { name: '认定' }).click()
  await officer.getByText('没有待裁定的报告').waitFor()

  const again = await typeMatter(seat, `${said}请尽快。`)
  assert.ok(!(await foundIn(officer, again)).includes('mobile'))
  const other = await typeMatter(seat, '路灯坏了，回电13987654321。')
  assert.ok((await foundIn(officer, other)).includes('mobile'), 'other numbers are found as before')

  await officer.getByText('已认定', { exact: true }).click()
  const ruled = officer.getByRole('listitem').filter({ hasText: '核对过，是备案号' })
  await ruled.getByText('护栏对这些文字不再报').waitFor()
  await ruled.getByRole('button', { name: '停用例外' }).click()
  await officer.getByRole('tooltip').getByRole('button', { name: '停用例外' }).click()
  await ruled.getByText('已停用').waitFor()
  assert.deepEqual(open.faults, [])
})

test('the security administrator attacks the guard, sees what came through, and takes the report along', async t => {
  const open = await openConsole(t)
  if (!open) return
  const officer = await signInOfficer(open, 'security-admin')
  await officer.goto(`${open.address}/redteam`)
  await officer.getByText('还没有做过红队测试').waitFor()
  await officer.getByRole('button', { name: '开始测试' }).click()
  await officer.getByRole('heading', { name: '本次结果' }).waitFor()
  await officer.getByText('上次测试已完成').waitFor()
  await officer
    .getByRole('cell', { name: /此处不适用：没有配置生成式模型/ })
    .first()
    .waitFor()
  await officer.getByText('未拦下的攻击', { exact: false }).last().waitFor()
  const download = officer.waitForEvent('download')
  await officer.getByRole('link', { name: '导出 Markdown' }).click()
  assert.match((await download).suggestedFilename(), /^redteam-[0-9a-f-]+\.md$/)
  assert.deepEqual(open.faults, [])
})
