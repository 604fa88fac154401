import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fieldsWithoutLevel } from '#base/index.ts'
import { session } from './identity.contract.ts'
import * as people from './person.contract.ts'
import { signInBodies } from './sign-in-answer.ts'
import * as tokens from './token.contract.ts'

test('every field that enters or leaves has a data level', () => {
  const schemas = [
    session,
    ...Object.values(people),
    ...Object.values(tokens),
    ...Object.values(signInBodies),
  ]
  assert.ok(schemas.length > 15)
  for (const schema of schemas) assert.deepEqual(fieldsWithoutLevel(schema), [])
})
