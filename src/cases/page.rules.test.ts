import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPosition, writePosition } from './page.rules.ts'

const end = {
  reportedAt: new Date('2026-11-22T10:00:00.123Z'),
  caseId: '01234567-89ab-7cde-8f01-23456789abcd',
}
const written = (text: string) => Buffer.from(text).toString('base64url')

test('a position survives the way through a client', () => {
  const text = writePosition(end)
  assert.match(text, /^[\w-]+$/)
  assert.deepEqual(readPosition(text), end)
})

for (const [title, text] of [
  ['nothing', ''],
  ['noise', 'äöü'],
  ['no id', written('2026-11-22T10:00:00.123Z')],
  ['no uuid', written("2026-11-22T10:00:00.123Z 1' or true --")],
  ['no moment', written(`x ${end.caseId}`)],
  ['a moment in another form', written(`2026-11-22 ${end.caseId}`)],
] as const)
  test(`${title} is no position`, () => assert.equal(readPosition(text), null))
