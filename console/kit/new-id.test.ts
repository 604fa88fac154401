import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { newId } from './new-id.ts'

test('ids are version 4 UUIDs and differ', () => {
  const ids = Array.from({ length: 200 }, newId)
  for (const id of ids) assert.equal(z.uuidv4().safeParse(id).success, true, id)
  assert.equal(new Set(ids).size, 200)
})
