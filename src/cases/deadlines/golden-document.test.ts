import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { goldenRows } from './golden-deadlines.fixture.ts'
import { slaDocument } from './golden-document.fixture.ts'

test('docs/sla.md says what the golden table checks', () => {
  const text = readFileSync(resolve(import.meta.dirname, '../../../docs/sla.md'), 'utf8')
  assert.equal(text.replaceAll('\r\n', '\n'), slaDocument())
  assert.equal(text.split('\n').filter(line => /^\| \d+ \|/.test(line)).length, goldenRows.length)
})
