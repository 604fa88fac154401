import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isUuid, momentOf, uuidv7 } from '#base/index.ts'
import { lowestIdAt } from './message-id.rules.ts'

test('ids made before a moment are below, those made then or later above', () => {
  const moment = new Date(Date.now() + 60_000)
  const at = lowestIdAt(moment)
  assert.ok(isUuid(at))
  assert.equal(momentOf(at).getTime(), moment.getTime())
  assert.ok(uuidv7(moment.getTime() - 1) < at)
  assert.ok(uuidv7(moment.getTime()) >= at)
  assert.ok(isUuid(lowestIdAt(new Date(5))))
})
