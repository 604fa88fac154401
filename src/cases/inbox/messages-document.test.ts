import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { messageLines } from './message-lines.ts'
import { withTemplates } from './messages-document.fixture.ts'
import { contactChannels } from './outside.contract.ts'

const text = readFileSync(resolve(import.meta.dirname, '../../../docs/messages.md'), 'utf8')

test('docs/messages.md lists every message there is, what it is told of and whom (`npm run generate`)', () => {
  assert.equal(text.replaceAll('\r\n', '\n'), withTemplates(text))
  const listed = [...text.matchAll(/^\| `([\w.-]+)` \|/gm)].map(match => match[1])
  assert.deepEqual(
    listed.filter(key => messageLines.some(line => line.key === key)),
    messageLines.map(line => line.key),
  )
  assert.throws(() => withTemplates('# Messages'), /no place/)
})

test('docs/messages.md names each way to be told, and each setting of it', () => {
  const words = { email: 'CHENGSHU_SMTP_URL', sms: 'CHENGSHU_SMS_URL' }
  for (const channel of contactChannels) assert.ok(text.includes(words[channel]), channel)
})
