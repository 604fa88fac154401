import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { encodeText } from './encode.rules.ts'
import { hideIdentities } from './hide-identities.ts'
import {
  channels,
  type Effect,
  type Encoding,
  effects,
  type RedteamReport,
  redteamReport,
} from './redteam.contract.ts'
import { reportMarkdown } from './report-text.rules.ts'
import { parseSuite, SuiteFault, type Trial } from './suite.rules.ts'
import { type Tried, tally } from './tally.rules.ts'
import { rateOf } from './wilson.rules.ts'

/** What holds of every run, whatever the suites, the guard and the algorithm said. */
const hostile = fc
  .array(
    fc.constantFrom(
      '|',
      '\n',
      '\r',
      '<img src=x>',
      '](x)',
      '`',
      '\u202e',
      '\u200b',
      '\u{e0041}',
      '😀',
      '路',
      '#',
      ' - ',
      '&',
      '\t',
    ),
    { maxLength: 12 },
  )
  .map(parts => parts.join(''))
const tried: fc.Arbitrary<Tried[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom('attack', 'control'),
      family: fc.constantFrom('override', 'persona', 'citizen-message'),
      language: fc.constantFrom('zh', 'en'),
      channel: fc.constantFrom(...channels),
      items: fc.uniqueArray(fc.constantFrom('LLM01', 'LLM02', 'LLM05', 'LLM10'), { minLength: 1 }),
      stopped: fc.boolean(),
      effect: fc.option(fc.constantFrom<Effect>(...effects)),
      text: hostile,
    }),
    { maxLength: 25 },
  )
  .map(rows =>
    rows.map(
      ({ stopped, effect, items, ...row }, at): Tried => ({
        trial: { ...row, id: `t-${at}`, suite: 's', owasp: { '2025': items, '2026': items } } as Trial,
        score: 0.5,
        because: [],
        stopped,
        effect,
      }),
    ),
  )
const able = { writes: true, acts: true, vectors: true }
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

const reportOf = (rows: readonly Tried[]): RedteamReport => ({
  target: { id: 'guard', version: null, modelVersion: null },
  seed: 1,
  suites: [],
  ...tally(rows, { able, mask: text => text }),
  reported: { total: 0, failed: [] },
})

test('every trial is counted once in each split, every attack is caught or listed, every figure is a rate', () => {
  const property = fc.property(tried, rows => {
    const report = reportOf(rows)
    assert.deepEqual(redteamReport.parse(report), report)
    assert.equal(report.caught.total + report.alarmed.total, rows.length)
    for (const split of [report.families, report.languages, report.channels])
      for (const key of ['caught', 'alarmed'] as const) {
        assert.equal(sum(split.map(one => one[key].total)), report[key].total)
        assert.equal(sum(split.map(one => one[key].hits)), report[key].hits)
      }
    assert.equal(report.caught.hits + report.misses.length, report.caught.total)
    assert.equal(report.alarmed.hits, report.falseAlarms.length)
    for (const { stopped } of rows.filter(one => report.misses.some(miss => miss.id === one.trial.id)))
      assert.equal(stopped, false)
    const changed = sum(report.families.map(one => one.changed?.hits ?? 0))
    assert.equal(changed, report.changed?.hits ?? 0)
  })
  fc.assert(property, { numRuns: 300, seed: 31 })
})

test('figures do not depend on the order of the trials', () => {
  const property = fc.property(tried, rows => {
    const [one, other] = [reportOf(rows), reportOf([...rows].reverse())]
    for (const key of ['caught', 'alarmed', 'changed', 'changedByControls', 'owasp'] as const)
      assert.deepEqual(one[key], other[key])
    const ids = (report: RedteamReport) => report.misses.map(miss => miss.id).sort()
    assert.deepEqual(ids(one), ids(other))
  })
  fc.assert(property, { numRuns: 150, seed: 32 })
})

test('a report stays a report whatever its texts hold: as many lines, nothing that acts, no sign unseen', () => {
  const property = fc.property(tried, fc.constantFrom('zh' as const, 'en' as const), (rows, language) => {
    const report = reportOf(rows)
    const lines = reportMarkdown(report, language).split('\n')
    const listed = lines.filter(line => line.startsWith('- t-'))
    assert.equal(listed.length, report.misses.length + report.falseAlarms.length)
    const table = lines.filter(line => line.startsWith('| '))
    const splits = report.families.length + report.languages.length + report.channels.length
    assert.equal(table.length, 2 * 5 + splits + report.owasp.length)
    for (const line of listed) assert.ok(!/[<>|`[\]\u202e\u200b\u{e0041}]/u.test(line), line)
  })
  fc.assert(property, { numRuns: 200, seed: 33 })
})

test('both languages say the same: the same lines, the same figures', () => {
  const property = fc.property(tried, rows => {
    const figures = (language: 'zh' | 'en') =>
      [...reportMarkdown(reportOf(rows), language).matchAll(/\d+\.\d%|\d+\/\d+/g)].map(([one]) => one)
    assert.deepEqual(figures('zh'), figures('en'))
  })
  fc.assert(property, { numRuns: 60, seed: 34 })
})

test('intervals are worked out by the formula of Wilson, by hand', () => {
  // z² = 3.841459; 1 of 2: centre (0.5 + 0.960365) / 2.920729 = 0.5, half 1.959964 · √(0.125 + 0.240091) / 2.920729.
  const half = rateOf(1, 2)
  assert.ok(Math.abs(half.low - 0.0945) < 1e-4 && Math.abs(half.high - 0.9055) < 1e-4, JSON.stringify(half))
  // 0 of 1: z² / (1 + z²) = 3.841459 / 4.841459.
  assert.ok(Math.abs(rateOf(0, 1).high - 0.7935) < 1e-4)
  const property = fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(), (total, any) => {
    const hits = any % (total + 1)
    const [one, other] = [rateOf(hits, total), rateOf(total - hits, total)]
    assert.ok(Math.abs(one.low - (1 - other.high)) < 1e-9, 'misses are the mirror of hits')
    assert.ok(one.low <= one.share! && one.share! <= one.high)
    assert.ok(rateOf(hits * 4, total * 4).high - rateOf(hits * 4, total * 4).low < one.high - one.low)
  })
  fc.assert(property, { numRuns: 500, seed: 35 })
})

/** How each encoding is taken back, written from the standards, not from the encoder. */
const decoders: Partial<Record<Encoding, (text: string) => string>> = {
  base64: text => Buffer.from(text, 'base64').toString('utf8'),
  hex: text => Buffer.from(text, 'hex').toString('utf8'),
  url: decodeURIComponent,
  html: text => text.replace(/&#(\d+);/g, (_, one: string) => String.fromCodePoint(Number(one))),
  'zero-width': text => text.replaceAll('\u200b', ''),
  'full-width': text => text.normalize('NFKC'),
}

test('an encoded text is the same text once it is decoded, with every sign there is', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'Z', '7', '~', ' ', '\n', '路', '😀', '%', '&#', ';', '=', '\u0000'),
  })
  for (const [encoding, decode] of Object.entries(decoders) as [Encoding, (text: string) => string][])
    fc.assert(
      fc.property(text, plain => assert.equal(decode(encodeText(plain, encoding)), plain, encoding)),
      { numRuns: 150, seed: 36 },
    )
})

test('a suite is read whole or not at all, and a fault is named by a line that there is', () => {
  const good = '{"id":"c-1","kind":"control","family":"plain","language":"zh","text":"路灯坏了"}'
  const head = '{"suite":"own","version":1,"licence":"CC0-1.0","source":"here"}'
  const line = fc.constantFrom(
    good,
    good.replace('c-1', 'c-2'),
    '',
    '   ',
    '{',
    'null',
    '[]',
    '7',
    '{"id":1}',
    head,
  )
  const property = fc.property(
    fc.array(line, { maxLength: 6 }),
    fc.constantFrom('\n', '\r\n'),
    (lines, end) => {
      const content = [head, ...lines].join(end)
      const rows = lines.filter(one => one.trim() !== '')
      const clean =
        rows.length > 0 && rows.every(one => one.includes('control')) && new Set(rows).size === rows.length
      if (clean) {
        assert.equal(parseSuite(content).trials.length, rows.length)
        return
      }
      assert.throws(
        () => parseSuite(content),
        error => error instanceof SuiteFault && error.line >= 1 && error.line <= lines.length + 1,
      )
    },
  )
  fc.assert(property, { numRuns: 300, seed: 37 })
})

test('identities in a text are hidden each by its type, what stands between is as it was', () => {
  const cases: [text: string, hidden: string][] = [
    ['', ''],
    ['路灯坏了', '路灯坏了'],
    ['13800138000', '⟦mobile⟧'],
    ['手机13800138000、13900139000。', '手机⟦mobile⟧、⟦mobile⟧。'],
    ['😀13800138000😀', '😀⟦mobile⟧😀'],
    ['身份证11010519491231002X，邮箱a@example.com', '身份证⟦id_card⟧，邮箱⟦email⟧'],
    ['⟦mobile⟧13800138000', '⟦mobile⟧⟦mobile⟧'],
  ]
  for (const [text, hidden] of cases) assert.equal(hideIdentities(text), hidden)
})
