import assert from 'node:assert/strict'
import { test } from 'node:test'
import { caseFigures } from '#cases/index.ts'
import { openDrillDoor } from '../../src/operations/breaker-drill/drill-door.ts'
import { runDrillSteps } from '../../src/operations/breaker-drill/drill-steps.ts'
import { openConsole } from './open-console.ts'
import { hardToRead } from './seen.ts'

test('after faults the board shows what was cut off and what came back, and the bell told the people', async t => {
  const open = await openConsole(t)
  if (!open) return
  const { database, snapshot } = open.hub.hub
  const { tellRoles } = caseFigures(snapshot)
  const steps = await runDrillSteps(await openDrillDoor({ database, snapshot, tellRoles }), tellRoles)
  assert.deepEqual(
    steps.filter(one => !one.good),
    [],
  )
  const page = await open.signIn('ai-engineer2')
  await page.goto(`${open.address}/breakers`)
  await page.locator('summary').first().click()
  await page.getByText('95% 的运行在此时间内完成').waitFor()
  for (const words of ['派单建议', '已熔断', '抽样恢复', '全部人工智能'])
    assert.ok((await page.getByText(words).count()) > 0, words)
  assert.deepEqual(await hardToRead(page), [])

  const dispatcher = await open.signIn('dispatcher2')
  await dispatcher.goto(`${open.address}/inbox`)
  await dispatcher.getByText('派单建议已熔断').first().waitFor()
  await dispatcher.getByText('派单建议已恢复').first().waitFor()
  assert.deepEqual(await hardToRead(dispatcher), [])

  const leader = await open.signIn('leader1')
  await leader.goto(`${open.address}/inbox`)
  await leader.getByText('全部人工智能已人工停用').first().waitFor()
  assert.deepEqual(open.faults, [])
})
