import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getMigrations } from 'better-auth/db/migration'
import { pino } from 'pino'
import { testDatabase } from '../../test/test-database.ts'
import { signInOptions } from './sign-in-options.ts'

test('better-auth finds its tables as it wants them: nothing to make, to add or to mend', async t => {
  const { owner } = await testDatabase(t)
  const singleSignOn = { issuer: 'http://127.0.0.1:1', client: 'client', secret: 'secret' }
  const plan = await getMigrations(
    signInOptions({
      database: owner,
      config: { publicUrl: undefined, idleMinutes: 30, singleSignOn, host: '127.0.0.1', port: 3000 },
      secret: 'x'.repeat(64),
      log: pino({ level: 'silent' }),
      beforeSession: async () => undefined,
    }),
  )
  assert.deepEqual(plan.toBeCreated, [])
  assert.deepEqual(plan.toBeAdded, [])
  assert.deepEqual(plan.toBeAddedIndexes, [])
  assert.deepEqual(plan.schemaProblems, [])
})
