import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { addBusinessTime } from '#city/index.ts'
import { readEntries } from '#ledger/index.ts'
import { reportBody, testCases } from '../../../test/test-cases.ts'
import { verbs } from '../action.routes.ts'
import type { NewLimit } from '../limits.contract.ts'
import { readCase } from '../read-case.ts'
import { reportCase } from '../report-case.ts'
import { addLimit } from './add-limit.ts'
import { endLimit } from './end-limit.ts'
import { selectLimits } from './limit.store.ts'

const limit = (more: Partial<NewLimit> = {}): NewLimit => ({
  categoryId: null,
  urgency: null,
  departmentId: null,
  handling: { amount: 5, unit: 'workdays' },
  response: null,
  validFrom: '2024-01-01',
  ...more,
})

test('a dispatch goes by the closest rule; by when to begin is told apart, and ends when work begins', async t => {
  const { loop, person, database } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const handler = await person('handler', ['handler'], { departmentId: 'urban' })
  const { calendar } = await loop.city.snapshot()
  const dispatch = async (dutyId: string | null, urgency: 'normal' | 'urgent' = 'normal') => {
    const { caseId } = await reportCase(loop, seat, reportBody())
    await verbs.dispatch(loop, dispatcher, {
      caseId,
      body: { version: 1, departmentId: 'urban', dutyId, categoryId: null, urgency },
    })
    const { dueAt, respondBy, timeline } = await readCase(loop, dispatcher, caseId)
    const at = new Date(timeline.at(-1)!.at)
    const after = (duration: Parameters<typeof addBusinessTime>[1]) => {
      const near = (given: string | null) =>
        given !== null &&
        Math.abs(new Date(given).getTime() - addBusinessTime(at, duration, calendar).at.getTime()) < 5000
      return { due: near(dueAt), respond: near(respondBy) }
    }
    return { caseId, dueAt, respondBy, after }
  }
  assert.equal((await dispatch(null)).dueAt, null, 'no rule, no duty, no limit')
  const steward = await person('steward', ['data-steward'])
  await addLimit(loop, steward, limit({ response: { amount: 4, unit: 'hours' } }))
  assert.ok((await dispatch(null)).after({ workdays: 5 }).due)
  const byDuty = await dispatch('lamp')
  assert.ok(byDuty.after({ workdays: 3 }).due && byDuty.after({ hours: 4 }).respond)
  await addLimit(
    loop,
    steward,
    limit({ categoryId: 'light', urgency: 'urgent', handling: { amount: 8, unit: 'hours' } }),
  )
  const urgent = await dispatch('lamp', 'urgent')
  assert.ok(urgent.after({ hours: 8 }).due)
  assert.equal(urgent.respondBy, null)
  const kinds = async () =>
    (
      await sql<{ kind: string }>`
        select kind from cases.due_moment where case_id = ${byDuty.caseId} and ended_at is null order by at, kind`.execute(
        database,
      )
    ).rows.map(row => row.kind)
  assert.ok((await kinds()).includes('response'))
  await verbs.handle(loop, handler, { caseId: byDuty.caseId, body: { version: 2 } })
  assert.ok(!(await kinds()).includes('response'))
  assert.equal((await kinds()).length, 5, 'the others stay as they are')
  assert.equal((await readCase(loop, handler, byDuty.caseId)).respondBy, null)
})

test('raised urgency brings a deadline forward when the case is sent on; the same department again moves nothing', async t => {
  const { loop, person } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  await addLimit(
    loop,
    await person('steward', ['data-steward']),
    limit({ urgency: 'emergency', handling: { amount: 30, unit: 'minutes' } }),
  )
  const { caseId } = await reportCase(loop, seat, reportBody())
  const send = async (version: number, departmentId: string, urgency?: 'emergency') => {
    const body = {
      version,
      departmentId,
      dutyId: 'lamp',
      categoryId: null,
      reason: '改派',
      ...(urgency ? { urgency } : {}),
    }
    await verbs.dispatch(loop, dispatcher, { caseId, body })
    return (await readCase(loop, dispatcher, caseId)).dueAt!
  }
  const first = await send(1, 'urban')
  assert.equal(await send(2, 'police'), first)
  assert.ok((await send(3, 'urban', 'emergency')) < first)
})

test('rules are added once for each day, ended once, and both are in the ledger', async t => {
  const { loop, person, database } = await testCases(t)
  const steward = await person('steward', ['data-steward'])
  const made = await addLimit(loop, steward, limit({ categoryId: 'light', departmentId: 'urban' }))
  const twice = addLimit(loop, steward, limit({ categoryId: 'light', departmentId: 'urban' }))
  await assert.rejects(twice, { code: 'cases.limit-exists' })
  await assert.rejects(addLimit(loop, steward, limit({ categoryId: 'none' })), {
    code: 'cases.unknown-category',
  })
  await assert.rejects(addLimit(loop, steward, limit({ departmentId: 'none' })), {
    code: 'cases.unknown-department',
  })
  await assert.rejects(endLimit(loop, steward, { id: made.id, validTo: '2023-12-31' }), {
    code: 'cases.limit-ended',
  })
  assert.equal((await endLimit(loop, steward, { id: made.id, validTo: '2025-01-01' })).validTo, '2025-01-01')
  await assert.rejects(endLimit(loop, steward, { id: made.id, validTo: '2026-01-01' }), {
    code: 'cases.limit-ended',
  })
  assert.deepEqual(await selectLimits(database), [{ ...made, validTo: '2025-01-01' }])
  const entries = await readEntries(database, `limit:${made.id}`)
  assert.deepEqual(entries.map(entry => entry.kind).toSorted(), ['case.limit-added', 'case.limit-ended'])
  const race = await Promise.allSettled(
    [1, 2, 3].map(() => addLimit(loop, steward, limit({ urgency: 'urgent' }))),
  )
  assert.equal(race.filter(one => one.status === 'fulfilled').length, 1)
})
