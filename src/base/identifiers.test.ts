import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isUuid, momentOf, uuidv7 } from './identifiers.ts'

test('ids are UUIDs of version 7 and variant 2', () => {
  assert.match(uuidv7(), /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('ids of one process are ordered and unique, also ten thousand in a moment and when the clock goes back', () => {
  const made = Array.from({ length: 10_000 }, () => uuidv7())
  made.push(uuidv7(Date.now() - 60_000))
  assert.deepEqual(made.toSorted(), made)
  assert.equal(new Set(made).size, made.length)
})

test('an id tells the millisecond it was made', () => {
  const later = Date.now() + 100_000
  assert.equal(momentOf(uuidv7(later)).getTime(), later)
})

test('a UUID as it is written here is one; with anything around it, in capitals or cut it is none', () => {
  const id = '019ab3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
  for (const text of [id, uuidv7()]) assert.equal(isUuid(text), true, text)
  for (const text of ['', 'system', ` ${id}`, `${id}'`, id.toUpperCase(), id.slice(1)])
    assert.equal(isUuid(text), false, text)
})
