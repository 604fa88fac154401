import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { browserOf, reportCase } from '../../test/fixtures/browser.ts'
import { openConsole } from './open-console.ts'

test('a seat corrects a caller; the data steward sets a retention and gives a person what is held', async t => {
  const open = await openConsole(t)
  if (!open) return
  const made = await reportCase(await browserOf(open.hub, 'seat1'), {
    reporter: { name: '王小明', phone: '138-0013-8000', anonymous: false },
  })
  const seat = await open.signIn('seat1')
  await seat.goto(`${open.address}/cases/${made.caseId}`)
  await seat.getByRole('button', { name: '更正诉求人信息' }).click()
  const drawer = seat.getByRole('dialog')
  await drawer.getByLabel('姓名').fill('王晓明')
  await drawer.getByLabel('理由').fill('听错了')
  await seat.keyboard.press('Control+Enter')
  await seat.getByText('更正记录（1）').click()
  await seat.getByText('王小明 → 王晓明').waitFor()

  const steward = await open.signIn('data-steward1')
  await steward.goto(`${open.address}/retention`)
  const rules = steward.getByRole('region', { name: '保留期限' })
  await rules.getByText('10 年').waitFor()
  await rules.getByRole('button', { name: '修改' }).click()
  await steward.getByLabel('年数').fill('12')
  await steward.keyboard.press('Control+Enter')
  await rules.getByText('12 年').first().waitFor()
  await steward.getByRole('button', { name: '按电话导出' }).click()
  await steward.getByRole('textbox', { name: '电话' }).fill('13800138000')
  await steward.getByLabel('理由').fill('本人申请')
  const download = steward.waitForEvent('download')
  await steward.keyboard.press('Control+Enter')
  const file = await readFile(await (await download).path(), 'utf8')
  assert.ok(file.includes(made.code) && file.includes('王小明') && file.includes('王晓明'))
  await steward.getByRole('button', { name: '按电话删除' }).click()
  await steward.getByRole('textbox', { name: '电话' }).fill('13800138000')
  await steward.getByLabel('理由').fill('本人申请')
  await steward.keyboard.press('Control+Enter')
  // What cannot be taken back is asked once more, with whom it is about; Escape leaves the form as it was.
  const sure = steward.getByRole('dialog', { name: '删除后不能恢复' })
  await sure.getByText('“13800138000”').waitFor()
  await steward.keyboard.press('Escape')
  await sure.waitFor({ state: 'hidden' })
  await steward.keyboard.press('Control+Enter')
  await sure.getByRole('button', { name: '确认删除' }).click()
  await steward.getByText('还有 1 件工单未办结').waitFor()
  assert.deepEqual(open.faults, [])
})
