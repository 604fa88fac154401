import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '#identity/index.ts'
import type { TrainingRow } from '#models/index.ts'
import { reportBody, type TestCases, testCases } from '../../test/test-cases.ts'
import { verbs } from './action.routes.ts'
import { adviseCases } from './advise-cases.ts'
import { caseTrainingTasks } from './collect-training-rows.ts'
import { districtLabel } from './dispatch-label.rules.ts'
import { reportCase } from './report-case.ts'

interface Staff {
  seat: Actor
  dispatcher: Actor
  worker(departmentId: string): Promise<Actor>
}

async function staffOf({ person }: TestCases): Promise<Staff> {
  return {
    seat: await person('seat', ['seat']),
    dispatcher: await person('dispatcher', ['dispatcher']),
    worker: departmentId => person(`of-${departmentId}`, ['handler'], { departmentId }),
  }
}

/** Sends a case where it is said, in turn: every department but the last one returns it, the last one handles it. */
async function settled(
  world: TestCases,
  staff: Staff,
  given: { route: string[]; advised: boolean; detail?: string },
) {
  const { loop } = world
  const { caseId } = await reportCase(loop, staff.seat, {
    ...reportBody(),
    ...(given.detail ? { detail: given.detail } : {}),
  })
  if (given.advised) await adviseCases(loop, [caseId])
  let version = 1
  for (const [place, departmentId] of given.route.entries()) {
    const dutyId = departmentId === 'urban' ? 'lamp' : null
    const body = { version, departmentId, dutyId, categoryId: 'light-street-broken' }
    version = (await verbs.dispatch(loop, staff.dispatcher, { caseId, body })).version
    const worker = await staff.worker(departmentId)
    if (place < given.route.length - 1) {
      const back = { version, reason: '不属于我局', proposedDepartmentId: null }
      version = (await verbs.return(loop, worker, { caseId, body: back })).version
      continue
    }
    version = (await verbs.handle(loop, worker, { caseId, body: { version } })).version
    version = (await verbs.reply(loop, worker, { caseId, body: { version, reply: '已处理' } })).version
    await verbs.close(loop, staff.dispatcher, { caseId, body: { version } })
  }
  return caseId
}

async function rowsOf(world: TestCases, task: 'cases.classify' | 'cases.dispatch'): Promise<TrainingRow[]> {
  const found = caseTrainingTasks(() => world.city.snapshot()).find(one => one.task === task)!
  return await Array.fromAsync(found.collect(world.database))
}

test('settled cases teach the department they ended with, and count by how it was found', async t => {
  const world = await testCases(t)
  const staff = await staffOf(world)
  const adopted = await settled(world, staff, { route: ['urban'], advised: true })
  const rejected = await settled(world, staff, { route: ['police'], advised: true })
  const alone = await settled(world, staff, { route: ['urban'], advised: false })
  const corrected = await settled(world, staff, { route: ['urban', 'district-aa'], advised: true })
  await reportCase(world.loop, staff.seat, reportBody())
  const rows = await rowsOf(world, 'cases.dispatch')
  assert.deepEqual(
    rows.map(({ id, label, kind, weight }) => ({ id, label, kind, weight })),
    [
      { id: corrected, label: districtLabel, kind: 'corrected', weight: 2 },
      { id: alone, label: 'urban', kind: 'decided', weight: 1.5 },
      { id: rejected, label: 'police', kind: 'amended', weight: 2 },
      { id: adopted, label: 'urban', kind: 'adopted', weight: 0.5 },
    ],
  )
  assert.ok(rows.every(row => row.text.startsWith('路灯不亮\n')))
})

test('cases settled blind count as blind', async t => {
  const world = await testCases(t, { blindShare: 1 })
  const staff = await staffOf(world)
  await settled(world, staff, { route: ['urban'], advised: true })
  assert.deepEqual(
    (await rowsOf(world, 'cases.dispatch')).map(row => row.kind),
    ['blind'],
  )
})

test('they teach the category too; one that the city has not is left out', async t => {
  const world = await testCases(t)
  const staff = await staffOf(world)
  await settled(world, staff, { route: ['urban'], advised: false })
  const gone = await settled(world, staff, { route: ['urban'], advised: false })
  const tables = world.database.withTables<{ 'cases.case_record': { id: string; category_id: string } }>()
  await tables
    .updateTable('cases.case_record')
    .set({ category_id: 'no-longer-there' })
    .where('id', '=', gone)
    .execute()
  const rows = await rowsOf(world, 'cases.classify')
  assert.deepEqual(
    rows.map(row => row.label),
    ['light-street-broken'],
  )
})

test('what was declined, answered without a department or erased teaches nothing about departments', async t => {
  const world = await testCases(t)
  const staff = await staffOf(world)
  const declined = await reportCase(world.loop, staff.seat, reportBody())
  await verbs.decline(world.loop, staff.dispatcher, {
    caseId: declined.caseId,
    body: { version: 1, reason: '重复', legalBasis: '条例第三条' },
  })
  const erased = await settled(world, staff, { route: ['urban'], advised: false })
  const tables = world.database.withTables<{ 'cases.case_content': { case_id: string } }>()
  await tables.deleteFrom('cases.case_content').where('case_id', '=', erased).execute()
  assert.deepEqual(await rowsOf(world, 'cases.dispatch'), [])
})

test('the tasks know the labels that advice can be given with', async t => {
  const world = await testCases(t)
  const [classify, dispatch] = caseTrainingTasks(() => world.city.snapshot())
  assert.equal(await classify!.knows('light-street-broken'), true)
  assert.equal(await classify!.knows('城乡建设'), false)
  assert.equal(await dispatch!.knows('urban'), true)
  assert.equal(await dispatch!.knows(districtLabel), true)
  assert.equal(await dispatch!.knows('nobody'), false)
})
