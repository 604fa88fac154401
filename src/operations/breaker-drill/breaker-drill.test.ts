import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isCode } from '#base/index.ts'
import { caseFigures } from '#cases/index.ts'
import { browserOf } from '../../../test/fixtures/browser.ts'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'
import { readCommand } from '../command-line.rules.ts'
import type { Outcome } from '../outcome.ts'
import { type DrillDoor, openDrillDoor } from './drill-door.ts'
import { runDrillSteps } from './drill-steps.ts'
import { breakerVerb, type DrillHub } from './run-breaker.ts'

let hub: TestHub
let door: DrillDoor
const tellRoles = () => caseFigures(hub.hub.snapshot).tellRoles

before(async () => {
  hub = await testHub()
  const { database, snapshot } = hub.hub
  door = await openDrillDoor({ database, snapshot, tellRoles: tellRoles() })
})
after(() => hub.close())

test('every fault is seen, each step is as it has to be, and the people of the city find it in their inbox', async () => {
  assert.equal(door.matters.size, 2)
  const steps = await runDrillSteps(door, tellRoles())
  assert.equal(steps.length, 14)
  assert.deepEqual(
    steps.filter(one => !one.good),
    [],
  )
  const dispatcher = await browserOf(hub, 'dispatcher1')
  const { items } = await dispatcher.read<{ items: { title: string }[] }>('/api/inbox?limit=50')
  const titles = items.map(one => one.title).join('\n')
  for (const part of [
    /派单建议已在.+熔断/,
    /派单建议已熔断/,
    /派单建议开始抽样恢复/,
    /派单建议已恢复/,
    /全部人工智能已人工停用/,
  ])
    assert.match(titles, part)
  const engineer = await browserOf(hub, 'ai-engineer1')
  const told = await engineer.read<{ items: { title: string }[] }>('/api/inbox?limit=50')
  assert.ok(told.items.some(one => /派单建议已熔断/.test(one.title)))
})

test('a drill whose faults do not show says so: a chain that does not work is not said to', async () => {
  const deaf = {
    ...door,
    decide: async (...asked: Parameters<DrillDoor['decide']>) =>
      await door.decide(asked[0], `${asked[1]}:deaf`, 'adopted'),
  }
  const steps = await runDrillSteps(deaf, tellRoles())
  const failed = steps.filter(one => !one.good).map(one => one.step)
  assert.ok(
    failed.includes('people reject the advice for one department: it is cut off there'),
    failed.join('\n'),
  )
  assert.ok(failed.includes('every change is in the history, and told to people by role'))
  const alone = await runDrillSteps({ ...door, matters: new Map() }, tellRoles())
  assert.deepEqual(
    alone.map(one => [one.good, one.seen]),
    [[false, '0 departments']],
  )
})

test('the verb: another word is wrong, and a hub that breaks ends it with nothing left over', async () => {
  const parts = (onHub: (run: (of: DrillHub) => Promise<Outcome>) => Promise<Outcome>) => ({
    report: () => undefined,
    onHub,
  })
  const never = async () => assert.fail('nothing is opened')
  await assert.rejects(breakerVerb(parts(never), readCommand(['breaker', 'practice'])), error =>
    isCode(error, 'operations.wrong-arguments'),
  )
  let folder = ''
  const breaks = breakerVerb(
    {
      report: () => undefined,
      onHub: async (_run, config) => {
        folder = config!.dataFolder
        throw new Error('no database')
      },
    },
    readCommand(['breaker', 'drill']),
  )
  await assert.rejects(breaks, /no database/)
  const { existsSync } = await import('node:fs')
  assert.ok(folder.includes('chengshu-drill-') && !existsSync(folder))
})
