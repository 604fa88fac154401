import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { baseError, routesFor } from '#base/index.ts'
import { type Actor, identityError } from '#identity/index.ts'
import { newestEntries } from '#ledger/index.ts'
import { personActor } from '../../../test/fixtures/actors.ts'
import { testDatabase } from '../../../test/test-database.ts'
import { noteRefusals } from './note-refusals.ts'

const route = routesFor<Actor>()
const failing = (thrown: Error) =>
  route({
    method: 'GET',
    path: '/api/x',
    access: 'signed-in',
    summary: 'Refuses.',
    response: z.object({}),
    handle: async () => {
      throw thrown
    },
  })

test('refusals at the door and behind it become one entry for an account, with how often and by which codes', async t => {
  const { database } = await testDatabase(t)
  let clock = Date.parse('2026-11-02T10:01:00Z')
  const now = () => clock
  const refusals = noteRefusals(database, { warn: assert.fail, pause: 3_600_000, now })
  const [wang, li] = [personActor('wang'), personActor('li')]
  const door = refusals.atDoor(actor => {
    if (actor.id !== 'free') throw identityError('identity.not-permitted')
  })
  const call = async (thrown: Error, caller: Actor) => {
    const [watched] = refusals.watching([failing(thrown)])
    await assert.rejects(watched!.handle({ caller } as never), thrown)
  }
  for (let turn = 0; turn < 3; turn++)
    for (const action of ['people:read', 'ledger:read', 'guard:read'])
      assert.throws(() => door(wang, { action }), { code: 'identity.not-permitted' }, 'asked again by a page')
  door(personActor('free'), 'signed-in')
  const above = async (caseId: string) => {
    const [watched] = refusals.watching([failing(identityError('identity.not-permitted'))])
    await assert.rejects(watched!.handle({ caller: li, params: { caseId } } as never))
  }
  for (const caseId of ['one', 'two', 'one', 'two']) await above(caseId)
  await call(baseError('base.not-found'), li)
  await call(new Error('a fault'), li)
  await call(identityError('identity.not-permitted'), personActor('visitor', { kind: 'visitor' }))
  await call(
    identityError('identity.not-permitted'),
    personActor('half', { pending: { changePassword: true, enrolSecondFactor: false } }),
  )
  await refusals.flush()
  const entries = await newestEntries(database, 10)
  assert.deepEqual(
    entries
      .map(one => [one.kind, one.body])
      .toSorted((a, b) => JSON.stringify(a[1]).localeCompare(JSON.stringify(b[1]))),
    [
      ['access.refused', { by: 'li', times: 2, codes: ['identity.not-permitted'] }],
      ['access.refused', { by: 'wang', times: 3, codes: ['identity.not-permitted'] }],
    ],
  )
  await refusals.flush()
  assert.equal((await newestEntries(database, 10)).length, 2, 'nothing new, nothing written')
  await above('one')
  await refusals.flush()
  assert.equal((await newestEntries(database, 10)).length, 2, 'the same within ten minutes')
  clock += 600_000
  await above('one')
  await refusals.stop()
  assert.equal((await newestEntries(database, 10)).length, 3, 'what was noted before the end is written')
})
