import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileVocabulary, type WordEntry } from '../vocabulary/compile-vocabulary.rules.ts'
import { checkWords } from './check-words.rules.ts'

const entry = (word: string, more: Partial<WordEntry> = {}): WordEntry => ({
  word,
  category: '类',
  action: 'mark',
  overridable: true,
  onlyWith: [],
  notWith: [],
  ...more,
})
const vocabulary = compileVocabulary(
  [
    entry('甲词'),
    entry('乙词', { action: 'drop', category: '乙类' }),
    entry('大乙词', { action: 'drop', category: '乙类' }),
    entry('丙词', { action: 'refuse', overridable: false, category: '丙类' }),
    entry('丁词', { notWith: ['举报'] }),
  ],
  ['甲词典'],
)
const of = (text: string) => checkWords(text, { vocabulary })

test('each word leads to what was decided for it, the strongest counts, and no word stands in a reason', () => {
  assert.deepEqual(of('有甲词。'), {
    text: '有甲词。',
    says: 'mark',
    because: ['category:类'],
    overridable: true,
  })
  assert.deepEqual(of('有大乙词，又有乙 词。'), {
    text: '有×××，又有×××。',
    says: 'drop',
    because: ['category:乙类'],
    overridable: true,
  })
  const said = of('甲词、乙词、丙词')
  assert.deepEqual(
    [said.says, said.overridable, said.because],
    ['refuse', false, ['category:丙类', 'category:乙类', 'category:类']],
  )
})

test('what does not count, and no library, passes', () => {
  assert.equal(of('甲词典；举报丁词').says, 'pass')
  assert.equal(of('什么也没有').says, 'pass')
  assert.equal(checkWords('甲词', { vocabulary: null }).says, 'pass')
})
