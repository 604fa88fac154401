import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { Actor } from '#identity/index.ts'
import { reportBody, testCases } from '../../../test/test-cases.ts'
import type { ActionBody } from '../action.contract.ts'
import { verbs } from '../action.routes.ts'
import { machine } from '../case.rules.ts'
import { readCase } from '../read-case.ts'
import { reportCase } from '../report-case.ts'
import { answerSupervision } from '../supervision/answer-supervision.ts'
import { pressSupervision } from '../supervision/press-supervision.ts'
import { superviseCase } from '../supervision/supervise-case.ts'
import { askCoHost } from './ask-co-host.ts'
import { moveTask } from './move-task.ts'
import { readJoint } from './read-joint.ts'

const departments = ['urban', 'police', 'district-aa'] as const
const steps = ['dispatch', 'handle', 'reply', 'send-back', 'return', 'close', 'reopen', 'accept'] as const
const acts = [
  'ask',
  'ask',
  'take-on',
  'answer',
  'withdraw',
  'supervise',
  'report-back',
  'press',
  'go-on',
  'go-on',
] as const

const attempt = fc.record({
  act: fc.constantFrom(...acts),
  department: fc.constantFrom(...departments),
  pick: fc.nat(),
  twice: fc.boolean(),
})

test('whatever is tried at once, exactly the departments with an open task read, and the timeline has no gap', async t => {
  const { loop, person, database } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const leader = await person('leader', ['leader'])
  const handlers = new Map<string, Actor>()
  for (const id of departments) handlers.set(id, await person(id, ['handler'], { departmentId: id }))
  let done = 0
  let refused = 0

  await fc.assert(
    fc.asyncProperty(fc.array(attempt, { minLength: 8, maxLength: 14 }), async attempts => {
      const { caseId } = await reportCase(loop, seat, reportBody())
      await verbs.dispatch(loop, dispatcher, {
        caseId,
        body: { version: 1, departmentId: 'urban', dutyId: 'lamp', categoryId: null },
      })
      for (const tried of attempts) {
        const once = () => run(caseId, tried)
        const outcomes = await Promise.allSettled(tried.twice ? [once(), once()] : [once()])
        for (const outcome of outcomes) {
          if (outcome.status === 'fulfilled') done++
          else {
            refused++
            const { code } = outcome.reason as { code?: string }
            assert.match(String(code), /^(cases|base)\./, String(outcome.reason))
            assert.notEqual(code, 'base.nested-database-use')
          }
        }
        await check(caseId)
      }
    }),
    { seed: 20261122, numRuns: 12 },
  )
  assert.ok(done > 40 && refused > 20, JSON.stringify({ done, refused }))

  async function run(
    caseId: string,
    { act, department, pick }: typeof attempt extends fc.Arbitrary<infer V> ? V : never,
  ) {
    const { tasks } = await readJoint(loop, dispatcher, caseId)
    const task = tasks[pick % Math.max(1, tasks.length)]
    const taskId = task?.taskId ?? crypto.randomUUID()
    const { version, departmentId, state } = await readCase(loop, dispatcher, caseId)
    // Mostly those whose turn it is: or nearly everything would be refused.
    const handler = handlers.get((pick % 5 === 0 ? null : departmentId) ?? department)!
    const coHost = handlers.get((pick % 5 === 0 ? null : task?.departmentId) ?? department)!
    const step = async (action: (typeof steps)[number], actor: Actor, body: object) =>
      await verbs[action](loop, actor, { caseId, body: { version, ...body } as ActionBody<never> })
    const possible = steps.filter(one => machine[one].from.includes(state))
    const other = departments.filter(id => id !== departmentId)[pick % 2]!
    switch (act === 'go-on' ? possible[pick % possible.length]! : act) {
      case 'ask':
        return await askCoHost(loop, dispatcher, {
          caseId,
          body: { departmentId: pick % 5 === 0 ? department : other, asked: '请协办', workdays: 1 },
        })
      case 'take-on':
        return await moveTask(loop, coHost, {
          taskId,
          to: 'accepted',
          by: 'co-host',
          type: 'co-host-accepted',
          said: null,
        })
      case 'answer':
        return await moveTask(loop, coHost, {
          taskId,
          to: 'done',
          by: 'co-host',
          type: 'co-host-replied',
          said: '已办',
        })
      case 'withdraw':
        return await moveTask(loop, dispatcher, {
          taskId,
          to: 'withdrawn',
          by: 'host',
          type: 'co-host-withdrawn',
          said: '不需要',
        })
      case 'supervise':
        return await superviseCase(loop, leader, { caseId, body: { demand: '请办结', workdays: 1 } })
      case 'report-back':
        return await answerSupervision(loop, handler, { caseId, body: { answer: '已办' } })
      case 'press':
        return await pressSupervision(loop, leader, { caseId, body: { demand: '再办', workdays: 1 } })
      case 'dispatch':
        return await step(possible[pick % possible.length]!, dispatcher, {
          departmentId: department,
          dutyId: null,
          categoryId: null,
          reason: '改派',
        })
      case 'handle':
        return await step(possible[pick % possible.length]!, handler, {})
      case 'reply':
        return await step(possible[pick % possible.length]!, handler, {
          reply: '已办',
          ...(pick % 2 ? { openTasksReason: '急' } : {}),
        })
      case 'return':
        return await step(possible[pick % possible.length]!, handler, {
          reason: '退回',
          proposedDepartmentId: null,
        })
      default:
        return await step(possible[pick % possible.length]!, dispatcher, { reason: '理由' })
    }
  }

  async function check(caseId: string): Promise<void> {
    const { rows } = await sql<{
      host: string | null
      state: string
      shown: string[] | null
      open: string[] | null
    }>`
      select department_id as host, state, co_department_ids as shown,
             (select array_agg(department_id order by department_id) from cases.joint_task task
               where task.case_id = record.id and ended_at is null) as open
        from cases.case_record record where id = ${caseId}`.execute(database)
    const { host, state, shown, open } = rows[0]!
    assert.deepEqual(shown, open, 'the column says what the tasks say')
    if (['reported', 'accepted', 'closed'].includes(state))
      assert.equal(open, null, 'nothing is asked in vain')
    for (const id of departments) {
      const reads = await readCase(loop, handlers.get(id)!, caseId).then(
        () => true,
        () => false,
      )
      assert.equal(reads, host === id || (open?.includes(id) ?? false), `${id} reads`)
      assert.ok(host !== id || !open?.includes(id), 'no host is its own co-host')
    }
    const { timeline } = await readCase(loop, dispatcher, caseId)
    const { rows: numbers } = await sql<{ seq: number }>`
      select seq from cases.event where case_id = ${caseId} order by seq`.execute(database)
    assert.deepEqual(
      numbers.map(one => one.seq),
      timeline.map((_, place) => place + 1),
    )
    const { rows: following } = await sql<{ count: number }>`
      select count(*)::int as count from cases.supervision where case_id = ${caseId} and ended_at is null`.execute(
      database,
    )
    assert.ok(following[0]!.count <= 1, 'one supervision at a time')
  }
})
