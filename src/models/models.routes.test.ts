import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { isCode, openJobs } from '#base/index.ts'
import { type Actor, createPermissions } from '#identity/index.ts'
import { engineer, taskName, taskRows, testModels } from '../../test/test-models.ts'
import { runTrain } from './run-train.ts'

const log = pino({ level: 'silent' })

async function withRoutes(t: Parameters<typeof testModels>[0]) {
  const world = await testModels(t)
  const queue = await openJobs(world.connections.application, log, true)
  t.after(() => queue.stop())
  const routes = world.models.routes({ queue, permissions: createPermissions(log) })
  /** Calls a route as the server does once sign-in, permission and input have passed, and checks the answer's form. */
  const call = async (name: string, request: { params?: object; body?: object; caller?: Actor } = {}) => {
    const found = routes.find(one => `${one.method} ${one.path}` === name)
    assert.ok(found, name)
    const params = found.params?.parse(request.params ?? {}) ?? {}
    const body = found.body?.parse(request.body ?? {}) ?? {}
    const caller = request.caller ?? engineer('other')
    const answer = await found.handle({
      params,
      body,
      query: {},
      caller,
      language: 'zh',
      address: '',
      origin: 'http://localhost',
      header: () => undefined,
      upload: undefined,
      signal: new AbortController().signal,
    })
    assert.ok(typeof found.response !== 'string', name)
    // biome-ignore lint/suspicious/noExplicitAny: each route answers in its own shape
    return found.response.parse(answer) as any
  }
  return { ...world, queue, routes, call }
}

test('the overview has tasks, versions and trainings; a version has its matrix', async t => {
  const { call, models } = await withRoutes(t)
  const empty = await call('GET /api/models')
  assert.deepEqual(empty.tasks[0], {
    task: taskName,
    title: { zh: '测试', en: 'Test' },
    active: null,
    versions: [],
    trainings: [],
  })
  const { version } = await runTrain(models, { task: taskName })
  const training = await call('POST /api/models/:task/train', { params: { task: taskName } })
  const { tasks } = await call('GET /api/models')
  assert.equal(tasks[0].active, version.id)
  assert.equal(tasks[0].versions.length, 1)
  assert.equal(tasks[0].trainings[0].taskId, training.taskId)
  const detail = await call('GET /api/models/versions/:versionId', { params: { versionId: version.id } })
  const cells = detail.metrics.figures.confusion as { rows: number }[]
  assert.equal(
    cells.reduce((sum, cell) => sum + cell.rows, 0),
    160,
  )
  assert.equal(detail.metrics.figures.perLabel.length, 4)
})

test('a training is asked for, watched and cancelled; by whom is kept', async t => {
  const { call } = await withRoutes(t)
  const asked = await call('POST /api/models/:task/train', {
    params: { task: taskName },
    caller: engineer('anna'),
  })
  assert.deepEqual([asked.state, asked.startedBy], ['queued', 'anna'])
  const params = { taskId: asked.taskId }
  assert.equal((await call('GET /api/models/trainings/:taskId', { params })).state, 'queued')
  assert.equal((await call('POST /api/models/trainings/:taskId/cancel', { params })).state, 'cancelled')
  await assert.rejects(call('POST /api/models/:task/train', { params: { task: 'test.other' } }), error =>
    isCode(error, 'models.unknown-task'),
  )
  const nobody = { taskId: '0192f0c1-aaaa-7bbb-8ccc-ddddeeeeffff' }
  await assert.rejects(call('GET /api/models/trainings/:taskId', { params: nobody }), error =>
    isCode(error, 'base.not-found'),
  )
})

test('approved and retired by their routes, seen at once by the port', async t => {
  const { call, models, task, teach } = await withRoutes(t)
  await runTrain(models, { task: taskName })
  teach(taskRows(30, 2))
  const rows = models.ownRows(task)
  const { version } = await models.train({ task, rows, source: 'cases', by: 'anna', activate: false })
  const params = { versionId: version.id }
  const approve = (caller: Actor) =>
    call('POST /api/models/versions/:versionId/approve', { params, caller, body: { note: '好' } })
  await assert.rejects(approve(engineer('anna')), error => isCode(error, 'models.own-model'))
  const approved = await approve(engineer('bert'))
  assert.deepEqual([approved.state, approved.approvedBy, approved.note], ['active', 'bert', '好'])
  const request = { task: taskName, text: '路灯不亮', explain: false }
  assert.equal((await models.port.classify(request))?.modelVersion, version.id)
  const retired = await call('POST /api/models/versions/:versionId/retire', { params })
  assert.deepEqual([retired.state, retired.retiredBy], ['retired', 'other'])
  assert.equal(await models.port.classify(request), null)
})

test('every route needs its own right, and none is public', async t => {
  const { routes } = await withRoutes(t)
  const access = Object.fromEntries(routes.map(one => [`${one.method} ${one.path}`, one.access]))
  assert.deepEqual(access, {
    'GET /api/models': { action: 'models:read' },
    'GET /api/models/versions/:versionId': { action: 'models:read' },
    'POST /api/models/versions/:versionId/approve': { action: 'models:approve' },
    'POST /api/models/versions/:versionId/retire': { action: 'models:approve' },
    'POST /api/models/:task/train': { action: 'models:train' },
    'GET /api/models/trainings/:taskId': { action: 'models:read' },
    'POST /api/models/trainings/:taskId/cancel': { action: 'models:train' },
  })
})
