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
  const refusals = noteRefusals(database, { warn: assert.fail, pause: 3_600_000 })
  const [wang, li] = [personActor('wang'), personActor('li')]
  const door = refusals.atDoor(actor => {
    if (actor.id !== 'free') throw identityError('identity.not-permitted')
  })
  const call = async (thrown: Error, caller: Actor) => {
    const [watched] = refusals.watching([failing(thrown)])
    await assert.rejects(watched!.handle({ caller } as never), thrown)
  }
  for (let turn = 0; turn < 3; turn++)
    assert.throws(() => door(wang, 'signed-in'), { code: 'identity.not-permitted' })
  door(personActor('free'), 'signed-in')
  await call(identityError('identity.not-permitted'), li)
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
      ['access.refused', { by: 'li', times: 1, codes: ['identity.not-permitted'] }],
      ['access.refused', { by: 'wang', times: 3, codes: ['identity.not-permitted'] }],
    ],
  )
  await refusals.flush()
  assert.equal((await newestEntries(database, 10)).length, 2, 'nothing new, nothing written')
  assert.throws(() => door(li, 'signed-in'))
  await refusals.stop()
  assert.equal((await newestEntries(database, 10)).length, 3, 'what was noted before the end is written')
})
