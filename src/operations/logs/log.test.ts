import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { readConfig } from '#base/index.ts'
import { callerReport } from '../../../test/fixtures/browser.ts'
import { testHub } from '../../../test/fixtures/hub.ts'
import { join, serverOf } from '../../main.ts'
import { createLog } from './create-log.ts'

const personal = ['王小明', '13800138000', '路灯不亮', '幸福路']

/** A hub whose log, at the most talkative level, is kept line by line. */
async function startServerWithLog(t: TestContext) {
  const hub = await testHub()
  const headers = { authorization: `Bearer ${await hub.token('seat1')}` }
  const lines: string[] = []
  const log = createLog('trace', {
    quietLevel: 'warn',
    to: { write: (line: string) => void lines.push(line) },
  })
  const folder = await mkdtemp(joinPath(tmpdir(), 'chengshu-log-'))
  const config = readConfig({ CHENGSHU_DATA: folder, PORT: '0', CHENGSHU_BLIND_SHARE: '0' })
  const { connections } = hub.base
  const joined = await join({ config, log, connections, worker: false })
  const server = await serverOf(joined, log)
  await server.ready()
  t.after(async () => {
    await server.close()
    await joined.close()
    await hub.close()
    await rm(folder, { recursive: true, force: true })
  })
  return { hub, server, lines, headers }
}

test('every line is JSON with the id of its request; no line at any level tells what people wrote', async t => {
  const { hub, server, lines, headers } = await startServerWithLog(t)
  const payload = callerReport({
    subject: '路灯不亮 王小明',
    detail: '幸福路的路灯不亮三天了，请联系王小明 13800138000。',
    address: '幸福路12号',
    reporter: { name: '王小明', phone: '13800138000', anonymous: false },
  })
  const call = (url: string, body?: object) =>
    server.inject({ method: body ? 'POST' : 'GET', url, headers, ...(body ? { payload: body } : {}) })
  const reported = await call('/api/cases', payload)
  assert.equal(reported.statusCode, 201, reported.body)
  const requestId = String(reported.headers['x-request-id'])
  const { caseId } = reported.json()
  await call(`/api/cases?query=王小明`)
  await call('/api/cases/王小明')
  await call('/api/王小明?phone=13800138000')
  await call('/api/cases', { ...payload, channel: '王小明', draftId: '13800138000' })
  const bearer = headers.authorization.replace('Bearer ', '')
  const secrets = { ...headers, cookie: 'chengshu=a-cookie-7Qx', 'x-api-key': 'an-api-key-7Qx' }
  await server.inject({ url: `/api/cases?access_token=${bearer}`, headers: secrets })
  await server.inject({
    url: '/api/cases',
    headers: { ...secrets, authorization: 'Bearer a-wrong-token-7Qx' },
  })
  const broken = { ...secrets, 'content-type': 'application/json' }
  await server.inject({ method: 'POST', url: '/api/cases', headers: broken, payload: '{"王小明": 1380013' })
  // A database that refuses: its errors quote rows.
  await sql`alter table cases.case_content add constraint never check (false) not valid`.execute(
    hub.base.owner,
  )
  const failed = await call('/api/cases', { ...payload, draftId: crypto.randomUUID() })
  assert.equal(failed.statusCode, 500, failed.body)
  const failedId = String(failed.headers['x-request-id'])

  const read = lines.map(line => JSON.parse(line) as { reqId?: string; msg: string; err?: { code?: string } })
  const answered = read.find(line => line.reqId === requestId && line.msg === 'answered')
  assert.deepEqual(
    { ...answered, time: 0, milliseconds: 0, pid: 0 },
    {
      level: 20,
      time: 0,
      pid: 0,
      reqId: requestId,
      method: 'POST',
      route: '/api/cases',
      status: 201,
      milliseconds: 0,
      msg: 'answered',
    },
  )
  const fault = read.find(line => line.reqId === failedId && line.err)
  assert.equal(fault?.err?.code, '23514', lines.join(''))
  assert.notEqual(requestId, failedId)
  const all = lines.join('')
  const secret = [bearer, '7Qx', 'Bearer']
  for (const word of [...personal, ...secret]) assert.ok(!all.includes(word), `the log tells ${word}`)
  assert.ok(!all.includes(caseId), 'a request is named by its pattern')
})
