import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { type TestHub, testHub } from '../../test/fixtures/hub.ts'
import { demoSurroundings } from './demo/demo-surroundings.ts'
import { generateDemoCases } from './demo/generate-demo-cases.ts'
import { queueMissingAdvice } from './queue-missing-advice.ts'
import { recordDemoCases } from './record-demo-cases.ts'

let hub: TestHub
before(async () => {
  hub = await testHub({ work: true })
})
after(() => hub.close())

test('generated cases that wait for a dispatcher get their advice; asked for twice, it is given once', async () => {
  const { database, jobs, snapshot } = hub.hub
  const cases = generateDemoCases({ seed: 3, count: 1500, city: demoSurroundings() })
  const who = () => ({ id: 'demo', name: '' })
  await recordDemoCases(database, cases, { who, city: await snapshot(), onProgress: () => undefined })
  const open = cases.filter(one => one.state === 'reported' || one.state === 'accepted').length
  assert.ok(open > 0, 'no generated case is open')
  assert.equal(await queueMissingAdvice({ database, jobs }), open)
  await queueMissingAdvice({ database, jobs })
  const counts = async () =>
    (
      await sql<{ without: number; events: number }>`
        select count(*) filter (where decision_id is null) as without,
               (select count(*) from cases.event where type = 'advised') as events
          from cases.case_record where state in ('reported', 'accepted')`.execute(database)
    ).rows[0]!
  for (
    let i = 0;
    i < 600 && ((await counts()).without > 0 || (await jobs.outstanding('cases.advise')) > 0);
    i++
  )
    await pause(100)
  assert.deepEqual(await counts(), { without: 0, events: open })
  assert.equal(await queueMissingAdvice({ database, jobs }), 0)
})
