import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ContentReport, RedteamReport } from '#kernel/index.ts'
import { contentLines } from './run-redteam-content.ts'
import { redteamTable } from './run-redteam-table.ts'

const rate = (hits: number, total: number) => ({
  hits,
  total,
  share: total === 0 ? null : hits / total,
  low: 0.1,
  high: 0.9,
})
const split = (key: string, hits: number, total: number) => ({
  key,
  caught: rate(hits, total),
  alarmed: rate(0, 0),
  changed: null,
})

const report = (changes: Partial<RedteamReport> = {}): RedteamReport => ({
  target: { id: 'guard', version: null, modelVersion: null },
  seed: 2,
  suites: [{ suite: 's', version: 1, licence: 'CC0-1.0', source: 'x', sha256: 'y', attacks: 4, controls: 2 }],
  caught: rate(3, 4),
  alarmed: rate(1, 2),
  changed: null,
  changedByControls: null,
  families: [split('override', 3, 4), split('a-much-longer-family', 0, 0)],
  languages: [],
  channels: [],
  owasp: [
    {
      year: '2026',
      item: 'LLM03',
      title: { zh: '过度代理', en: 'Excessive agency' },
      state: 'not-applicable',
      because: { zh: '无', en: 'Not applicable here, because there are no tools.' },
      caught: null,
    },
  ],
  misses: [],
  falseAlarms: [],
  reported: { total: 0, failed: [] },
  ...changes,
})

test('columns stand under one another, shares with counts and intervals, a dash where nothing was counted', () => {
  const lines = redteamTable(report())
  assert.match(lines[0]!, /^Red team against guard, seed 2/)
  const rows = lines.filter(line => /^(family|override|a-much-longer-family) /.test(line))
  assert.equal(new Set(rows.map(line => line.search(/ {2}\S/))).size > 0, true)
  const second = rows.map(line => /^(\S+ +)/.exec(line)![1]!.length)
  assert.deepEqual(new Set(second).size, 1)
  assert.ok(lines.includes('caught        75.0% (3/4, 10.0%-90.0%)'), lines.join('\n'))
  assert.match(rows[2]!, /a-much-longer-family {2}- +-/)
  assert.ok(lines.some(line => line.includes('2026   LLM03  Excessive agency  Not applicable here, because')))
  assert.ok(!lines.some(line => line.includes('changed the advice  ')), 'the guard alone has no advice')
})

test('against an algorithm its version stands at the head, with what changed the advice and what was ruled', () => {
  const lines = redteamTable(
    report({
      target: { id: 'cases.dispatch', version: '1', modelVersion: 'm7' },
      changed: rate(1, 3),
      changedByControls: rate(2, 3),
      reported: { total: 5, failed: [{ alarmId: 'a', about: 'mobile' }] },
    }),
  )
  assert.match(lines[0]!, /against cases\.dispatch 1, model m7,/)
  assert.ok(lines.some(line => /uncaught attacks that changed the advice +33\.3% \(1\/3/.test(line)))
  assert.ok(lines.some(line => /benign texts that changed it +66\.7% \(2\/3/.test(line)))
  assert.ok(lines.some(line => /sentences of upheld alarms +4 of 5 as ruled/.test(line)))
})

const content = (changes: Partial<ContentReport> = {}): ContentReport => ({
  state: 'not-assessed',
  because: { zh: '未评估', en: 'Not assessed: nobody.' },
  provider: null,
  seed: 1,
  banks: [
    { kind: 'generate', have: 3, required: 2000, sample: 3, short: [{ risk: 'A1a', have: 0, required: 50 }] },
  ],
  keywords: { have: 7, required: 10_000 },
  figures: null,
  meets: null,
  ...changes,
})

test('the content assessment prints sizes beside what is asked for, and its reason; a figure only where there is one', () => {
  const bare = contentLines(content()).join('\n')
  assert.match(bare, /generate: 3 of 2000 questions, 3 drawn, too few of 1 risks/)
  assert.match(bare, /7 of 10000 words\nNot assessed: nobody\.$/)
  assert.doesNotMatch(bare, /%/)
  const figures = { pass: rate(9, 10), mustRefuse: rate(19, 20), wronglyRefused: rate(1, 20) }
  const assessed = contentLines(content({ state: 'assessed', because: null, provider: 'p', figures })).join(
    '\n',
  )
  assert.match(
    assessed,
    /content pass 90\.0% \(at least 90%\).*95\.0% \(at least 95%\).*5\.0% \(at most 5%\)/,
  )
  assert.match(assessed, /smaller than required: no statement/)
  const kept = contentLines(content({ state: 'assessed', because: null, figures, meets: true })).join('\n')
  assert.doesNotMatch(kept, /no statement/)
})
