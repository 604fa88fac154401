import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { demoDuties } from '#city/index.ts'
import { browserOf, dispatchCase, reportCase } from '../../test/fixtures/browser.ts'
import { openConsole } from './open-console.ts'

test('a dispatcher sends the waiting cases where their advice says, by keyboard, sees which was left, and takes it back', async t => {
  const open = await openConsole(t)
  if (!open) return
  const { hub } = open
  const seat = await browserOf(hub, 'seat1')
  const made: { caseId: string; code: string }[] = []
  for (const detail of [
    '路灯不亮三天了。',
    '小区门口路灯坏了，晚上很黑。',
    '路灯杆倒了一半，灯不亮。',
    '路灯一闪一闪。',
  ])
    made.push(await reportCase(seat, { detail }))
  const owner = hub.base.owner
  const ready = async () =>
    (await sql`select from cases.case_record where decision_id is null`.execute(owner)).rows.length === 0
  while (!(await ready())) await new Promise(done => setTimeout(done, 100))
  const blind = made[1]!
  await sql`update cases.case_record set blind = true where id = ${blind.caseId}`.execute(owner)
  const states = async () =>
    (
      await sql<{ state: string }>`select state from cases.case_record order by reported_at`.execute(owner)
    ).rows.map(row => row.state)

  const page = await open.signIn('dispatcher1')
  await page.goto(`${open.address}/triage`)
  await page.getByRole('link', { name: made[3]!.code }).first().waitFor()
  // The row that keys speak of: before there is one, a key is nobody's.
  await page.locator('.row-chosen').first().waitFor()
  await page.keyboard.press('Space')
  await page.getByText('已选 1 件').waitFor()
  for (let step = 0; step < 3; step++) await page.keyboard.press('j')
  await page.keyboard.press('Shift+Space')
  await page.getByText('已选 4 件').waitFor()
  await page.getByRole('checkbox', { name: `选择 ${made[3]!.code}` }).uncheck()
  await page.getByText('已选 3 件').waitFor()
  // A box that has the focus keeps no key from the list.
  await page.keyboard.press('k')
  await page.getByRole('button', { name: '选择符合条件的全部 4 件' }).click()
  await page.getByText('已选 4 件').waitFor()
  await page.keyboard.press('Alt+s')
  await page.getByText('派单 4 件').waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText('将派出 3 件。').waitFor()
  await page.getByText('盲测件须由人单独判断后派单。').waitFor()
  assert.deepEqual(await states(), ['reported', 'reported', 'reported', 'reported'])
  await page.keyboard.press('Control+Enter')
  await page.getByText('已派单 3 件。').first().waitFor()
  assert.deepEqual(await states(), ['dispatched', 'reported', 'dispatched', 'dispatched'])
  await page.getByRole('button', { name: '完成' }).click()

  // After the page was read again it is still there to be taken back.
  await page.goto(`${open.address}/triage`)
  await page.getByRole('button', { name: '查看或撤回' }).click()
  await page.getByRole('button', { name: '撤回', exact: true }).click()
  await page.getByText('已撤回 3 件。').waitFor()
  assert.deepEqual(await states(), ['reported', 'reported', 'reported', 'reported'])
  await page.goto(`${open.address}/cases/${made[0]!.caseId}`)
  await page.getByText('已撤回', { exact: true }).waitFor()

  const phone = await open.signIn('dispatcher1')
  await phone.setViewportSize({ width: 390, height: 800 })
  await phone.goto(`${open.address}/cases?state=reported`)
  await phone.getByRole('checkbox', { name: `选择 ${made[0]!.code}` }).check()
  await phone.getByRole('button', { name: '批量派单' }).click()
  await phone.getByRole('button', { name: '查看结果预览' }).waitFor()
  const wide = await phone.evaluate(() => document.documentElement.scrollWidth)
  assert.ok(wide <= 390, `scrolls sideways: ${wide}`)
  assert.deepEqual(open.faults, [])
})

test('a handler takes note of several reminders at once, asked once more as it is final', async t => {
  const open = await openConsole(t)
  if (!open) return
  const { hub } = open
  const seat = await browserOf(hub, 'seat1')
  const duty = demoDuties.find(one => one.hostDepartmentId === 'dept-urban')!
  for (const detail of ['油烟很大。', '半夜施工。', '占道摆摊。'])
    await dispatchCase(seat, await reportCase(seat, { detail }), { dutyId: duty.id })
  const owner = hub.base.owner
  await sql`update cases.case_record set due_at = due_at - interval '90 days'`.execute(owner)
  await sql`update cases.due_moment set at = at - interval '90 days'`.execute(owner)
  const fired = async () =>
    (await sql`select from cases.due_moment where fired_at is null`.execute(owner)).rows.length === 0
  while (!(await fired())) await new Promise(done => setTimeout(done, 100))
  const page = await open.signIn('handler-urban')
  await page.goto(`${open.address}/reminders`)
  await page.getByText('共 3 条提醒').waitFor()
  await page.locator('.row-chosen').first().waitFor()
  await page.keyboard.press('Space')
  await page.keyboard.press('j')
  await page.keyboard.press('Space')
  await page.getByText('已选 2 条').waitFor()
  await page.getByRole('button', { name: '知悉所选' }).click()
  await page.getByText('知悉后不能撤回。').waitFor()
  await page.getByRole('button', { name: '确认知悉' }).click()
  await page.getByText('已知悉 2 条。').waitFor()
  await page.getByText('共 1 条提醒').waitFor()
  assert.deepEqual(open.faults, [])
})
