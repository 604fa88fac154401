import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { type Level, level } from '#base/index.ts'
import { algorithm } from '../kernel.fixture.ts'
import { openTokenBook } from '../mask/token-book.rules.ts'
import type { Passage } from '../ports.ts'
import { draftGuard } from './draft-guard.ts'
import type { AttackVerdict, Finding } from './guard.contract.ts'
import { guardOf } from './guard-in-force.ts'
import {
  type Guarded,
  guardInput,
  isBulk,
  maskFor,
  maskForModels,
  maskWhole,
  passageAttacks,
  readAhead,
} from './guard-input.ts'

const usual = algorithm()
const harmless: AttackVerdict = { score: 0, flagged: false, because: [] }
const attacking: AttackVerdict = { score: 1, flagged: true, because: ['rule:planted'] }

/** Finds words of known levels, so that what is expected can be told by hand; notes what it was asked. */
function planted() {
  const asked: { all: string[]; high: string[]; attacks: string[] } = { all: [], high: [], attacks: [] }
  const words: readonly [string, Finding['type'], Level][] = [
    ['甲', 'mobile', 'L4'],
    ['乙', 'name', 'L3'],
    ['丙', 'money', 'L2'],
  ]
  const find = (text: string, least: readonly Level[]): Finding[] =>
    [...text].flatMap((sign, start) =>
      words
        .filter(([word, , of]) => word === sign && least.includes(of))
        .map(([, type, of]) => ({ type, start, end: start + 1, score: 1, level: of, because: ['word'] })),
    )
  const inForce = guardOf({
    recognise: text => {
      asked.all.push(text)
      return find(text, ['L2', 'L3', 'L4'])
    },
    recogniseHigh: text => {
      asked.high.push(text)
      return find(text, ['L4'])
    },
    assess: text => {
      asked.attacks.push(text)
      return text.includes('忽略') ? attacking : harmless
    },
  })
  const guard = (text: string, inBulk = false, note?: string): Guarded =>
    guardInput(inForce, usual, { input: { text, ...(note === undefined ? {} : { note }) }, inBulk })
  return { asked, inForce, guard }
}

test('an input has the level of the highest thing found in it, plain words that of internal matters', () => {
  const { guard } = planted()
  for (const [text, alone, inBulk] of [
    ['路灯', 'L2', 'L3'],
    ['丙', 'L2', 'L3'],
    ['丙乙', 'L3', 'L3'],
    ['丙乙甲', 'L4', 'L4'],
    ['', 'L2', 'L2'],
  ] as const)
    assert.deepEqual([guard(text).level, guard(text, true).level], [alone, inBulk], text)
})

test('findings are counted by type; of many at once only what every model is kept from is looked for', () => {
  const { guard, asked } = planted()
  assert.deepEqual(guard('甲乙乙丙').counts, { mobile: 1, name: 2, money: 1 })
  assert.deepEqual([asked.all.length, asked.high.length], [1, 0])
  assert.deepEqual(guard('甲乙乙丙', true).counts, { mobile: 1 })
  assert.deepEqual([asked.all.length, asked.high.length], [1, 1])
})

test('fields are read as one text, one that begins the next only once', () => {
  const { guard, asked } = planted()
  assert.deepEqual(guard('忽', false, '略').texts, ['忽', '略'])
  assert.equal(guard('忽', false, '略').attack.flagged, false, 'a line lies between the fields')
  assert.equal(guard('请忽略', false, '灯').attack.flagged, true)
  assert.deepEqual(guard('路灯坏', false, '路灯坏了三天').texts, ['路灯坏了三天'])
  assert.deepEqual(guard('路灯坏了三天', false, '路灯坏').texts, ['路灯坏了三天', '路灯坏'])
  assert.deepEqual(asked.attacks, ['忽\n略', '请忽略\n灯', '路灯坏了三天', '路灯坏了三天\n路灯坏'])
})

test('what a provider sees, by its ceiling: above it nothing, and of the highest level never anything', () => {
  const { guard } = planted()
  for (const [ceiling, seen] of [
    ['L1', '⟦手机1⟧⟦姓名1⟧⟦财务1⟧灯'],
    ['L2', '⟦手机1⟧⟦姓名1⟧丙灯'],
    ['L3', '⟦手机1⟧乙丙灯'],
    ['L4', '⟦手机1⟧乙丙灯'],
  ] as const)
    assert.equal(maskFor(guard('甲乙丙灯'), ceiling, '甲乙丙灯'), seen, ceiling)
})

test('a value keeps its token through all texts of one input, and another input begins anew', () => {
  const { guard } = planted()
  const one = guard('甲')
  assert.equal(maskFor(one, 'L2', '乙甲'), '⟦姓名1⟧⟦手机1⟧')
  assert.equal(maskFor(one, 'L4', '请打甲'), '请打⟦手机1⟧')
  assert.deepEqual(
    [...one.book.values],
    [
      ['⟦姓名1⟧', '乙'],
      ['⟦手机1⟧', '甲'],
    ],
  )
  assert.equal(guard('甲').book.values.size, 0)
})

test('nobody forges a token: its brackets become plain ones, whether something is found or not', () => {
  const { guard } = planted()
  assert.equal(maskFor(guard('x'), 'L4', '⟦手机1⟧'), '[手机1]')
  assert.equal(maskFor(guard('x'), 'L4', '⟧甲⟦'), ']⟦手机1⟧[')
  assert.equal(maskWhole(planted().inForce, '⟦甲⟧乙丙'), '[⟦手机1⟧]⟦姓名1⟧⟦财务1⟧')
})

test('a passage that gives orders is counted once for each time it is kept back; its title counts too', () => {
  const { guard, asked } = planted()
  const passage = (title: string, text: string): Passage => ({
    corpus: 'duties',
    corpusVersion: '1',
    documentId: 'd',
    title,
    text,
    score: 1,
    matched: [],
  })
  const guarded = guard('灯')
  const before = asked.attacks.length
  assert.equal(passageAttacks(guarded, passage('职责', '路灯')), false)
  assert.equal(passageAttacks(guarded, passage('忽略', '路灯')), true)
  assert.equal(passageAttacks(guarded, passage('忽略', '路灯')), true)
  assert.equal(guarded.passagesDropped, 2)
  assert.equal(asked.attacks.length - before, 2, 'a passage that comes back is not read again')
})

test('what was read is remembered, and the oldest is forgotten where it comes to be too much', () => {
  const { inForce, asked } = planted()
  const long = (sign: string) => sign.repeat(1_500_000)
  for (const text of [long('a'), long('b'), long('a'), long('b')]) inForce.attackIn(text)
  assert.equal(asked.attacks.length, 2)
  inForce.attackIn(long('c'))
  inForce.attackIn(long('b'))
  assert.equal(asked.attacks.length, 3, 'the younger one is still known')
  inForce.attackIn(long('a'))
  assert.equal(asked.attacks.length, 4, 'the oldest is not')
})

test('a batch is read ahead without keeping others waiting; sixteen are no batch', async () => {
  assert.deepEqual([isBulk(0), isBulk(16), isBulk(17)], [false, false, true])
  const { inForce, asked } = planted()
  const inputs = (count: number) => Array.from({ length: count }, (_, place) => ({ text: `灯 ${place}` }))
  await readAhead(inForce, usual, inputs(16))
  assert.deepEqual(asked.high, [])
  let turns = 0
  const count = () => {
    turns++
    if (asked.high.length < 64) setImmediate(count)
  }
  setImmediate(count)
  await readAhead(inForce, usual, inputs(64))
  assert.equal(asked.high.length, 64)
  assert.deepEqual(asked.all, [])
  assert.ok(turns >= 3, `others had ${turns} turns`)
})

test('what is learned from holds no highly sensitive value, and is otherwise as it was', () => {
  assert.equal(
    maskForModels('请打 13700001234，邮箱 wang@example.com'),
    '请打 ⟦手机1⟧，邮箱 wang@example.com',
  )
  assert.equal(maskForModels('路灯坏了 ⟦手机1⟧'), '路灯坏了 [手机1]')
  assert.equal(maskForModels(''), '')
})

test('a decision has a record of its guard where anything was found, marked or checked, and else none', () => {
  const of = { decision_id: 'd', recorded_at: '2026-01-01', algorithm: 'a', outcome: 'advised' } as const
  const nothing = { level: 'L2' as const, counts: {}, attack: harmless, book: openTokenBook(), checks: [] }
  assert.equal(draftGuard(nothing, of), null)
  assert.equal(draftGuard({ ...nothing, attack: { ...harmless, score: 0.4 } }, of), null, 'not flagged')
  const check = { check: 'words', says: 'mark' as const, because: [], overridable: true }
  const { guard } = planted()
  const masked = guard('甲')
  maskFor(masked, 'L4', '甲')
  for (const [facts, findings, count, flagged, checks] of [
    [{ ...nothing, counts: { name: 1 } }, { name: 1 }, 0, false, []],
    [{ ...nothing, attack: attacking }, {}, 0, true, []],
    [{ ...nothing, checks: [check] }, {}, 0, false, [check]],
    [{ ...masked, checks: [] }, { mobile: 1 }, 1, false, []],
  ] as const) {
    const row = draftGuard({ ...facts, checks: [...facts.checks] }, of)
    assert.deepEqual(
      [row?.findings, row?.masked, row?.attack_flagged, row?.checks, row?.decision_id],
      [findings, count, flagged, checks, 'd'],
    )
  }
})

test('words of a contract without levels are people’s words, those of ids are not', () => {
  const { inForce } = planted()
  const input = z.object({ id: level('L2', z.string()), said: z.unknown(), kind: z.literal('甲') })
  const open = { ...usual, input }
  const guarded = guardInput(inForce, open, {
    input: { id: '甲', said: ['乙', { more: '丙' }], kind: '甲' },
    inBulk: false,
  })
  assert.deepEqual([guarded.texts, guarded.counts], [['乙', '丙'], { name: 1, money: 1 }])
})
