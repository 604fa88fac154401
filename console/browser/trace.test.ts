import assert from 'node:assert/strict'
import { test } from 'node:test'
import { browserOf } from '../../test/fixtures/browser.ts'
import { openConsole } from './open-console.ts'
import { hardToRead } from './seen.ts'

test('somebody who looks after the algorithms reads how advice came about and takes the report along', async t => {
  const open = await openConsole(t)
  if (!open) return
  const page = await open.signIn('ai-engineer1')
  const seat = await browserOf(open.hub, 'seat1')
  const { advice } = await seat.act<{ advice: { decisionId: string } }>('/api/cases/advice', {
    draftId: crypto.randomUUID(),
    subject: '',
    detail: '解放路上的路灯坏了好几盏，电话 13900000001',
    regionId: null,
  })
  const { decisionId } = advice
  await page.goto(`${open.address}/decisions/${decisionId}`)
  await page.getByRole('link', { name: '逻辑溯源报告' }).click()
  const way = page.getByRole('list', { name: '从提出到结果的步骤图' })
  await way.getByText('护栏检查').waitFor()
  assert.equal(await way.getByRole('listitem').count(), 8)
  await way.getByText('人作出决定').waitFor()
  await page.getByText('detail', { exact: true }).waitFor()
  assert.equal(await page.getByText('13900000001').count(), 0)
  assert.deepEqual(await hardToRead(page), [])
  const file = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载报告' }).click()
  assert.equal((await file).suggestedFilename(), `${decisionId}.pdf`)
  const prov = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载 PROV-JSON' }).click()
  assert.equal((await prov).suggestedFilename(), `${decisionId}.prov.json`)
  assert.deepEqual(open.faults, [])
})
