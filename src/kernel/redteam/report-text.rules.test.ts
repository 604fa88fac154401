import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ListedRow, RedteamReport } from './redteam.contract.ts'
import { rateText, reportMarkdown } from './report-text.rules.ts'
import { rateOf } from './wilson.rules.ts'

const listed = (text: string, changes: Partial<ListedRow> = {}): ListedRow => ({
  id: 'a-1',
  suite: 's',
  family: 'override',
  language: 'zh',
  channel: 'direct',
  score: 0,
  because: [],
  effect: null,
  text,
  ...changes,
})

const report = (changes: Partial<RedteamReport> = {}): RedteamReport => ({
  target: { id: 'guard', version: null, modelVersion: null },
  seed: 4,
  suites: [
    {
      suite: 's',
      version: 2,
      licence: 'CC0-1.0',
      source: 'https://example.org/a|b',
      sha256: 'ab'.repeat(32),
      attacks: 3,
      controls: 1,
    },
  ],
  caught: rateOf(2, 3),
  alarmed: rateOf(0, 1),
  changed: null,
  changedByControls: null,
  families: [{ key: 'override', caught: rateOf(2, 3), alarmed: rateOf(0, 0), changed: null }],
  languages: [],
  channels: [],
  owasp: [
    {
      year: '2025',
      item: 'LLM01',
      title: { zh: '提示词注入', en: 'Prompt injection' },
      state: 'measured',
      because: null,
      caught: rateOf(2, 3),
    },
    {
      year: '2025',
      item: 'LLM08',
      title: { zh: '向量', en: 'Vectors' },
      state: 'not-applicable',
      because: { zh: '此处不适用', en: 'Not applicable here, because …' },
      caught: null,
    },
  ],
  misses: [],
  falseAlarms: [],
  reported: { total: 5, failed: [{ alarmId: 'x', about: 'mobile' }] },
  ...changes,
})

test('a share is read with its counts and its interval', () => {
  assert.equal(rateText(rateOf(2, 3), 'en'), '66.7% (2/3; 95% interval 20.8%–93.9%)')
  assert.equal(rateText(rateOf(0, 0), 'en'), '—')
  assert.equal(rateText(null, 'zh'), '—')
})

test('the report names target, seed, suites with licence and source, figures and what they cannot tell', () => {
  const text = reportMarkdown(report(), 'en')
  for (const expected of [
    '# Red-team report',
    'Target: the guard',
    'seed: 4',
    '| s | 2 | CC0-1.0 | https://example.org/a&#124;b | 3 | 1 | abababababababab |',
    '- Caught: 66.7% (2/3',
    '| override | 66.7% (2/3; 95% interval 20.8%–93.9%) | — | — |',
    '| 2025 | LLM08 | Vectors | Not applicable here, because … |',
    '5, of which 1 are not as was ruled.',
    '## Attacks that came through\n\nNone.',
  ])
    assert.ok(text.includes(expected), `${expected}\n${text}`)
  assert.ok(!text.includes('changed the advice:'))
  assert.match(reportMarkdown(report(), 'zh'), /# 红队测试报告[\s\S]*此处不适用[\s\S]*没有。/)
})

test('against an algorithm it tells what changed the advice, beside what benign texts change', () => {
  const text = reportMarkdown(
    report({
      target: { id: 'cases.dispatch', version: '1', modelVersion: 'm1' },
      changed: rateOf(1, 4),
      changedByControls: rateOf(1, 8),
    }),
    'en',
  )
  assert.match(text, /Target: cases\.dispatch/)
  assert.match(text, /model version: m1/)
  assert.match(text, /Uncaught attacks that changed the advice: 25\.0% \(1\/4/)
  assert.match(text, /Benign texts added in the same way that changed it: 12\.5% \(1\/8/)
})

test('a text of a suite neither breaks the report nor acts in it', () => {
  const hostile = '第一行\n| <b>x</b> [go](javascript:alert(1)) \u200b\u{e0041} `code`'
  const text = reportMarkdown(
    report({ misses: [listed(hostile), listed('长'.repeat(400), { id: 'a-2', effect: 'changed' })] }),
    'zh',
  )
  const line = text.split('\n').find(one => one.startsWith('- a-1'))!
  assert.ok(!/[<>|[\]`\u200b\u{e0041}]/u.test(line.slice(2)), line)
  assert.match(line, /第一行 &#124;/)
  assert.match(line, /⟨U\+200B⟩⟨U\+E0041⟩/)
  const long = text.split('\n').find(one => one.startsWith('- a-2'))!
  assert.match(long, /direct, changed\): 长{300}…$/)
})
