import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { isCode } from '#base/index.ts'
import { createPermissions } from '#identity/index.ts'
import { readEntries } from '#ledger/index.ts'
import { engineer, type TestModels, taskName, taskRows, testModels } from '../../test/test-models.ts'
import { approveModel } from './approve-model.ts'
import { selectActive, selectVersion } from './model.store.ts'
import { retireModel } from './retire-model.ts'
import { runTrain } from './run-train.ts'

const permissions = createPermissions(pino({ level: 'silent' }))
const decide = (versionId: string, note: string | null = null) => ({ versionId, note })

/** A model in use, and a candidate that `engineer('trainer')` trained. */
async function withCandidate(world: TestModels) {
  const { models, teach, task } = world
  const first = await runTrain(models, { task: taskName })
  teach(taskRows(30, 2))
  const rows = models.ownRows(task)
  const candidate = await models.train({ task, rows, source: 'cases', by: 'trainer', activate: false })
  return { first: first.version.id, candidate: candidate.version.id }
}

test('another person approves: the version goes into use, the one before is retired, both are in the ledger', async t => {
  const world = await testModels(t)
  const { database } = world
  const { first, candidate } = await withCandidate(world)
  const approved = await approveModel(
    { database, permissions },
    decide(candidate, '比旧模型好'),
    engineer('other'),
  )
  assert.equal(approved.state, 'active')
  assert.equal(approved.approved_by, 'other')
  assert.equal(approved.note, '比旧模型好')
  assert.equal((await selectVersion(database, first))?.state, 'retired')
  const entries = await readEntries(database, `model:${candidate}`)
  const last = entries.at(-1) as unknown as { kind: string; body: Record<string, unknown> }
  assert.equal(last.kind, 'model.activated')
  assert.deepEqual(last.body, {
    task: taskName,
    by: 'other',
    cause: 'approved',
    trainedBy: 'trainer',
    replaces: first,
  })
})

test('nobody approves what they trained themselves, nor does a role without the right', async t => {
  const world = await testModels(t)
  const { database } = world
  const { first, candidate } = await withCandidate(world)
  for (const actor of [engineer('trainer'), { ...engineer('seat'), roles: ['seat' as const] }]) {
    await assert.rejects(approveModel({ database, permissions }, decide(candidate), actor), error =>
      isCode(error, 'models.own-model'),
    )
  }
  // Even if the policies let everything pass.
  const lax = { permits: () => true }
  await assert.rejects(
    approveModel({ database, permissions: lax }, decide(candidate), engineer('trainer')),
    error => isCode(error, 'models.own-model'),
  )
  assert.equal((await selectActive(database)).get(taskName), first)
})

test('a trial is never approved, not even after it was retired', async t => {
  const { models, database, file } = await testModels(t)
  const rows = taskRows(20, 5).map(({ text, label }) => ({ text, label: `unknown-${label}` }))
  const { version } = await runTrain(models, { task: taskName, file: await file(rows) })
  const approve = () => approveModel({ database, permissions }, decide(version.id), engineer('other'))
  await assert.rejects(approve(), error => isCode(error, 'models.not-a-candidate'))
  await retireModel(database, decide(version.id), engineer('other'))
  await assert.rejects(approve(), error => isCode(error, 'models.not-a-candidate'))
})

test('one can go back to a retired version; what is in use is not approved again', async t => {
  const world = await testModels(t)
  const { database } = world
  const { first, candidate } = await withCandidate(world)
  const approve = (id: string) => approveModel({ database, permissions }, decide(id), engineer('other'))
  await approve(candidate)
  await assert.rejects(approve(candidate), error => isCode(error, 'models.not-a-candidate'))
  assert.equal((await approve(first)).state, 'active')
  assert.equal((await selectVersion(database, candidate))?.state, 'retired')
})

test('of two who approve two candidates at once both are heard, and one version is in use', async t => {
  const world = await testModels(t)
  const { database, models, teach, task } = world
  const { candidate } = await withCandidate(world)
  teach(taskRows(35, 3))
  const rows = models.ownRows(task)
  const other = await models.train({ task, rows, source: 'cases', by: 'trainer', activate: false })
  await Promise.all(
    [candidate, other.version.id].map(id =>
      approveModel({ database, permissions }, decide(id), engineer(`approver-${id}`)),
    ),
  )
  const states = await Promise.all([candidate, other.version.id].map(id => selectVersion(database, id)))
  assert.deepEqual(states.map(row => row?.state).sort(), ['active', 'retired'])
})

test('retiring the version in use leaves the task without a model', async t => {
  const { models, database } = await testModels(t)
  const { version } = await runTrain(models, { task: taskName })
  assert.ok(await models.port.classify({ task: taskName, text: '路灯不亮', explain: false }))
  await retireModel(database, decide(version.id, '误报太多'), engineer('other'))
  models.reload()
  assert.equal(await models.port.classify({ task: taskName, text: '路灯不亮', explain: false }), null)
  await assert.rejects(retireModel(database, decide(version.id), engineer('other')), error =>
    isCode(error, 'models.already-retired'),
  )
  await assert.rejects(retireModel(database, decide('0123456789abcdef'), engineer('other')), error =>
    isCode(error, 'models.unknown-version'),
  )
})
