import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readWords, rejectionOf } from './read-words.rules.ts'

const defaults = { category: '默认', action: 'mark' as const, source: 'a.txt' }
const whole = {
  category: '默认',
  action: 'mark',
  overridable: true,
  onlyWith: [],
  notWith: [],
  source: 'a.txt',
}

test('a text file has a word in a row; remarks and blank rows are none', () => {
  const read = readWords('txt', '\ufeff# 词表\r\n赌博\r\n\r\n  枪支 \n', defaults)
  assert.deepEqual(read, {
    words: [
      { word: '赌博', ...whole },
      { word: '枪支', ...whole },
    ],
    rejected: [],
  })
})

test('rows that are no words are kept with line and reason', () => {
  const long = '长'.repeat(65)
  const read = readWords('txt', `赌博\n賭 博\n***\na\n${long}\n\u200b\n毒`, defaults)
  assert.deepEqual(
    read.words.map(one => one.word),
    ['赌博', '毒'],
  )
  assert.deepEqual(
    read.rejected.map(({ line, reason }) => [line, reason]),
    [
      [2, 'repeated'],
      [3, 'only-signs'],
      [4, 'one-letter'],
      [5, 'too-long'],
      [6, 'empty'],
    ],
  )
  assert.equal(read.rejected[0]!.text, '賭 博')
  assert.equal(rejectionOf('好'), null)
})

test('a rejected row is kept as the database can hold it', () => {
  const read = readWords('jsonl', `x\u0000${'长'.repeat(600)}\n\ud83d`, defaults)
  assert.deepEqual(
    read.rejected.map(row => [row.text.slice(0, 3), row.text.length]),
    [
      ['x\ufffd长', 500],
      ['\ufffd', 1],
    ],
  )
})

test('a CSV with a heading, in either language, fills what it says and leaves the rest to the import', () => {
  const csv = [
    '敏感词,分类,处置,可放行,同现不算,来源',
    '赌博,涉赌,拒绝,否,举报|法律,某规定第一条',
    '枪支,,删除,,,',
    '毒品,涉毒,消灭,,,',
    '甲,乙,标记,是,,来源,多一列',
  ].join('\n')
  const read = readWords('csv', csv, defaults)
  assert.deepEqual(read.words, [
    {
      word: '赌博',
      category: '涉赌',
      action: 'refuse',
      overridable: false,
      onlyWith: [],
      notWith: ['举报', '法律'],
      source: '某规定第一条',
    },
    { ...whole, word: '枪支', action: 'drop' },
  ])
  assert.deepEqual(
    read.rejected.map(({ line, reason }) => [line, reason]),
    [
      [4, 'unknown-action'],
      [5, 'wrong-columns'],
    ],
  )
})

test('a CSV without a heading has word, category and action', () => {
  const read = readWords('csv', '赌博,涉赌,drop\n枪支', defaults)
  assert.deepEqual(
    read.words.map(({ word, category, action }) => [word, category, action]),
    [
      ['赌博', '涉赌', 'drop'],
      ['枪支', '默认', 'mark'],
    ],
  )
  assert.deepEqual(readWords('csv', '', defaults), { words: [], rejected: [] })
})

test('JSON rows: a text or an object; what is none is rejected', () => {
  const rows = [
    '"赌博"',
    '{"word":"枪支","action":"refuse","onlyWith":["购买"]}',
    '{"word":"毒品","action":"none"}',
    '{"category":"x"}',
    '{word:1}',
    '{"word":"赌博","category":"另一类"}',
    '{"word":"弹药","source":""}',
  ]
  const read = readWords('jsonl', rows.join('\n'), defaults)
  assert.deepEqual(
    read.words.map(({ word, action, overridable, onlyWith, category }) => [
      word,
      action,
      overridable,
      onlyWith.join(),
      category,
    ]),
    [
      ['赌博', 'mark', true, '', '默认'],
      ['枪支', 'refuse', false, '购买', '默认'],
      ['赌博', 'mark', true, '', '另一类'],
    ],
  )
  assert.deepEqual(
    read.rejected.map(({ line, reason }) => [line, reason]),
    [
      [3, 'unknown-action'],
      [4, 'wrong-fields'],
      [5, 'not-json'],
      [7, 'wrong-fields'],
    ],
  )
})

test('a quote that does not end is a rejected row; the rows after it are words', () => {
  const { words, rejected } = readWords('csv', '词,分类\n"甲词,类\n乙词,类\n', {
    category: '类',
    action: 'mark',
    source: '来源',
  })
  assert.deepEqual(
    words.map(one => one.word),
    ['乙词'],
  )
  assert.deepEqual(rejected, [{ line: 2, text: '"甲词,类', reason: 'open-quote' }])
})
