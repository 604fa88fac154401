import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { raiseLevels } from '#base/index.ts'
import { personActor } from '../../../test/fixtures/actors.ts'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'
import { changeLevels } from './change-levels.ts'
import { shippedSettings } from './level-settings.contract.ts'

let hub: TestHub
before(async () => {
  hub = await testHub()
  // Administrators begin with a second factor; how that is set up is not what is tested here.
  await sql`update identity.sign_in_user set "twoFactorEnabled" = true`.execute(hub.base.owner)
})
after(async () => {
  raiseLevels(new Map())
  await hub.close()
})

async function call(method: 'GET' | 'PUT' | 'POST', url: string, given: { as?: string; body?: object } = {}) {
  const headers = given.as ? { authorization: `Bearer ${await hub.token(given.as)}` } : {}
  const answer = await hub.server.inject({
    method,
    url,
    headers,
    ...(given.body ? { payload: given.body } : {}),
  })
  return { status: answer.statusCode, json: () => answer.json() }
}

test('who answers for the guard or audits it reads the map; a token changes nothing, whoever has it', async () => {
  const body = { basedOn: 0, settings: shippedSettings, reason: '试一试' }
  for (const [as, reads, edits] of [
    ['security-admin', 200, 403],
    ['audit-admin', 200, 403],
    ['seat1', 403, 403],
    ['system-admin', 403, 403],
    [undefined, 401, 401],
  ] as const) {
    const by = as ? { as } : {}
    assert.equal((await call('GET', '/api/levels', by)).status, reads, `${as} reads`)
    assert.equal((await call('GET', '/api/levels/fields?page=1', by)).status, reads, `${as} reads fields`)
    assert.equal((await call('PUT', '/api/levels', { ...by, body })).status, edits, `${as} edits`)
    const ruling = { confirmed: true, reason: '看过了' }
    const ruled = await call('POST', '/api/levels/versions/99/ruling', { ...by, body: ruling })
    assert.equal(ruled.status, edits, `${as} rules`)
  }
})

test('what a city raised is empty in the answers for who is below, at once, and there for who is cleared', async () => {
  const draft = {
    draftId: crypto.randomUUID(),
    subject: '路灯不亮',
    detail: '路灯不亮三天了',
    regionId: null,
  }
  assert.equal((await call('POST', '/api/cases/advice', { as: 'seat1', body: draft })).status, 200)
  const names = async (as: string) => {
    const { items } = (await call('GET', '/api/decisions', { as })).json()
    return (items as { modelVersion: string | null; algorithmVersion: string }[]).map(
      one => one.algorithmVersion,
    )
  }
  assert.ok((await names('audit-admin')).every(one => one !== ''))
  const field = 'kernel/kernel.contract.ts#decisionSummary.algorithmVersion'
  const settings = { ...shippedSettings, fields: { [field]: { raise: 'L3' as const, flags: [] } } }
  const { database, kernel } = hub.hub
  const order = { basedOn: 0, settings, reason: '版本号不对外' }
  assert.equal((await changeLevels(database, order, personActor('officer'))).waits, false)
  kernel.levels.forget()
  const hidden = await names('audit-admin')
  assert.ok(hidden.length > 0 && hidden.every(one => one === ''), 'raised above the reader')
})
