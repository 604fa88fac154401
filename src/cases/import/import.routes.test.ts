import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { createHttpServer } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { testImports } from '../../../test/test-imports.ts'
import { importDetail, importList } from '../imports.contract.ts'
import { importRoutes } from './import.routes.ts'
import { startImportRunner } from './resume-imports.ts'

function multipart(name: string, content: string) {
  const boundary = 'chengshu-test'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n`
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.from(`${head}${content}\r\n--${boundary}--\r\n`),
  }
}

test('an import over HTTP, from the upload to the rejected rows', async t => {
  const world = await testImports(t)
  let caller: Actor = world.steward
  const server = await createHttpServer<Actor>({
    routes: importRoutes(world.parts),
    mounts: [],
    log: pino({ level: 'silent' }),
    consoleFolder: world.folder,
    version: 'test',
    authenticate: async () => caller,
    authorize: () => undefined,
    ready: async () => true,
  })
  t.after(() => server.close())
  const stop = startImportRunner(world.parts)
  t.after(stop)
  const call = async (method: 'GET' | 'POST' | 'PUT', path: string, payload?: object) => {
    const answer = await server.inject({
      method,
      url: `/api/imports${path}`,
      ...(payload ? { payload } : {}),
    })
    return { status: answer.statusCode, text: answer.body, json: () => JSON.parse(answer.body) }
  }
  const ended = async (id: string) => {
    for (;;) {
      const view = importDetail.parse((await call('GET', `/${id}`)).json())
      if (!['queued', 'running', 'checking'].includes(view.state)) return view
      // Asked without a pause it met the limit of 600 calls a minute on a busy machine.
      await pause(50)
    }
  }

  const file = multipart('一月.csv', '编号,内容\n1,路灯不亮\n2,\n')
  const uploaded = await server.inject({ method: 'POST', url: '/api/imports', ...file })
  assert.equal(uploaded.statusCode, 201, uploaded.body)
  const { importId, mapping, rows, fileName, state } = importDetail.parse(uploaded.json())
  assert.deepEqual([rows, fileName, state], [2, '一月.csv', 'uploaded'])
  const mapped = await call('PUT', `/${importId}/mapping`, { ...mapping, source: '热线' })
  assert.equal(mapped.json().mappingFrom, 'chosen')
  assert.equal((await call('PUT', `/${importId}/mapping`, { columns: { detail: 'x' } })).status, 400)
  assert.equal((await call('POST', `/${importId}/dry-run`)).status, 202)
  assert.equal((await ended(importId)).check?.counts.rejected, 1)
  assert.equal((await call('POST', `/${importId}/start`)).status, 202)
  const done = await ended(importId)
  assert.deepEqual(done.counts, { rows: 2, history: 0, open: 1, repeated: 0, rejected: 1 })
  assert.equal((await call('POST', `/${importId}/start`)).status, 409)
  assert.match((await call('GET', `/${importId}/rejected`)).text, /^\uFEFF"退回原因"/)
  const asked = await call('GET', `/${importId}/rejected?language=en`)
  assert.match(
    asked.text,
    /^\uFEFF"reasons"/,
    'the page says its language: a link is followed in that of the browser',
  )
  assert.equal((await call('GET', `/${importId}/rejected?language=fr`)).status, 400)
  const list = importList.parse((await call('GET', '')).json())
  assert.deepEqual(
    list.items.map(one => [one.importId, one.state]),
    [[importId, 'done']],
  )

  const broken = await server.inject({ method: 'POST', url: '/api/imports', ...multipart('x.csv', '') })
  assert.deepEqual([broken.statusCode, broken.json().code], [400, 'cases.import-no-rows'])
  caller = await world.person('other', ['data-steward'])
  for (const [method, path] of [
    ['GET', ''],
    ['GET', '/rejected'],
    ['POST', '/start'],
    ['POST', '/cancel'],
    ['POST', '/dry-run'],
  ] as const)
    assert.equal((await call(method, `/${importId}${path}`)).status, 404, `${method} ${path}`)
  assert.deepEqual((await call('GET', '')).json(), { items: [] })
})
