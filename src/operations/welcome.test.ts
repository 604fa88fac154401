import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayAdministrators, sayDemo, sayWelcome } from './welcome.ts'

function said(say: (report: (line: string) => void) => void): string {
  const lines: string[] = []
  say(line => void lines.push(line))
  return lines.join('\n')
}

test('a generated password of the administrators is shown, a given one is not repeated', () => {
  const first = { accounts: ['system', 'audit'], password: 'made-up', given: false }
  assert.match(
    said(report => sayAdministrators(first, report)),
    /system {2}audit {2}password made-up/,
  )
  assert.doesNotMatch(
    said(report => sayAdministrators({ ...first, given: true }, report)),
    /made-up/,
  )
  assert.equal(
    said(report => sayAdministrators(undefined, report)),
    '',
  )
})

test('the demo city shows its accounts and password once, later starts neither', () => {
  const seeded = { cases: 3, password: 'made-up', accounts: { seat: 'seat1', 'ai-engineer': 'ai-engineer1' } }
  const text = said(report => sayDemo(seeded as Parameters<typeof sayDemo>[0], report))
  assert.match(text, /accounts {2}seat1 {2}ai-engineer1/)
  assert.match(text, /password {2}made-up/)
  assert.equal(
    said(report => sayDemo({ ...seeded, password: undefined } as Parameters<typeof sayDemo>[0], report)),
    '',
  )
  assert.equal(
    said(report => sayDemo(undefined, report)),
    '',
  )
})

test('the welcome names the address, and what to do where there is no city', () => {
  const address = 'http://127.0.0.1:3000'
  const full = said(report => sayWelcome({ address, hasCity: true }, report))
  assert.match(full, /http:\/\/127\.0\.0\.1:3000/)
  assert.doesNotMatch(full, /chengshu seed/)
  assert.match(
    said(report => sayWelcome({ address, hasCity: false }, report)),
    /npx chengshu seed/,
  )
})
