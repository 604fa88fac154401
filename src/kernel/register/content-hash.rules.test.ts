import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { test } from 'node:test'
import { contentHash } from './content-hash.rules.ts'
import { emptyContent } from './gaps.rules.ts'

test('the same text has the same hash, in whatever order its fields stand; another text another', () => {
  const content = emptyContent()
  const turned = Object.fromEntries(Object.entries(content).toReversed()) as typeof content
  assert.equal(contentHash(turned), contentHash(content))
  assert.notEqual(contentHash({ ...content, summary: '改' }), contentHash(content))
  assert.match(contentHash(content), /^[0-9a-f]{64}$/)
  assert.notEqual(contentHash(content), hash('sha256', JSON.stringify(content)))
})
