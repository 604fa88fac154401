import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compileVocabulary, type WordEntry } from './compile-vocabulary.rules.ts'
import { findWords } from './find-words.rules.ts'
import { foldText } from './fold.rules.ts'

const entry = (word: string, more: Partial<WordEntry> = {}): WordEntry => ({
  word,
  category: 'test',
  action: 'mark',
  overridable: true,
  onlyWith: [],
  notWith: [],
  ...more,
})
const of = (words: readonly (string | WordEntry)[], allowed: readonly string[] = []) =>
  compileVocabulary(
    words.map(one => (typeof one === 'string' ? entry(one) : one)),
    allowed,
  )
const counted = (vocabulary: ReturnType<typeof of>, text: string) =>
  findWords(vocabulary, text)
    .filter(hit => hit.ignored === null)
    .map(hit => text.slice(hit.start, hit.end))

test('a word is found however wide, in which script and with which signs between it is written', () => {
  const vocabulary = of(['赌博', '枪支', 'casino'])
  assert.deepEqual(counted(vocabulary, '去赌博'), ['赌博'])
  assert.deepEqual(counted(vocabulary, '去賭博、槍支'), ['賭博', '槍支'])
  assert.deepEqual(counted(vocabulary, '去赌*博，赌 博，赌😀博，赌\u200b博'), [
    '赌*博',
    '赌 博',
    '赌😀博',
    '赌\u200b博',
  ])
  assert.deepEqual(counted(vocabulary, 'ＣＡＳＩＮＯ and CaSiNo, c-a-s-i-n-o'), [
    'ＣＡＳＩＮＯ',
    'CaSiNo',
    'c-a-s-i-n-o',
  ])
})

test('marks of writing part two words, unless they stand between every two characters', () => {
  const vocabulary = of(['赌博', '赌博机'])
  assert.deepEqual(counted(vocabulary, '他去了赌，博得一笑'), [])
  assert.deepEqual(counted(vocabulary, '赌。博'), [])
  assert.deepEqual(counted(vocabulary, '赌，博，机'), ['赌，博，机'])
  assert.deepEqual(counted(vocabulary, '赌，博机'), [])
  assert.deepEqual(
    counted(of(['甲、乙词']), '甲、乙词，甲乙词'),
    ['甲、乙词', '甲乙词'],
    'marks of its own part no word',
  )
  assert.deepEqual(counted(vocabulary, '赌----博'), [], 'four signs part two words')
  assert.deepEqual(counted(vocabulary, '赌---博'), ['赌---博'])
})

test('a Latin word needs ends; parted between some of its letters it is two words', () => {
  const vocabulary = of(['ass', '6x9'])
  assert.deepEqual(counted(vocabulary, 'class assess bass ass.'), ['ass'])
  assert.deepEqual(counted(vocabulary, 'as s a ss a s s'), ['a s s'])
  assert.deepEqual(counted(vocabulary, '16x9 6x99 用6x9的'), ['6x9'])
})

test('every word is found, one inside the other too, with its entry; two entries of one word are two hits', () => {
  const vocabulary = of(['网络赌博', '赌博', entry('赌博', { category: 'other' }), '博彩'])
  const hits = findWords(vocabulary, '网络赌博彩')
  assert.deepEqual(
    hits.map(hit => [hit.start, hit.end, hit.entry]),
    [
      [0, 4, 0],
      [2, 4, 1],
      [2, 4, 2],
      [3, 5, 3],
    ],
  )
})

test('inside an allowed phrase no word counts; beside it it does', () => {
  const vocabulary = of(['分裂国家'], ['反分裂国家法'])
  const hits = findWords(vocabulary, '《反分裂国家法》禁止分裂国家')
  assert.deepEqual(
    hits.map(hit => hit.ignored),
    ['allowed', null],
  )
})

test('neighbours excuse a word or are needed for it, twenty characters to each side', () => {
  const vocabulary = of([
    entry('赌博', { notWith: ['举报', '法'] }),
    entry('冰', { onlyWith: ['吸食', '贩卖'] }),
  ])
  const why = (text: string) => findWords(vocabulary, text).map(hit => hit.ignored)
  assert.deepEqual(why('我要举 報有人赌博'), ['context'])
  assert.deepEqual(why(`举报${'人'.repeat(19)}赌博`), [null])
  assert.deepEqual(why(`赌博${'人'.repeat(18)}举报`), ['context'])
  assert.deepEqual(why(`赌博${'人'.repeat(19)}举报`), [null])
  assert.deepEqual(why('举报他。他赌博。举报他'), [null], 'another sentence excuses nothing')
  assert.deepEqual(why('冰很滑'), ['context'])
  assert.deepEqual(why('他贩卖冰'), [null])
})

test('one Chinese character is a word, signs alone are none, and no library finds nothing', () => {
  assert.deepEqual(counted(of(['毒', '***']), '毒***'), ['毒'])
  assert.deepEqual(findWords(of([]), '什么都有'), [])
})

test('what is found is what a search at every place finds, for any words and texts of a few characters', () => {
  const letters = fc.constantFrom('赌', '博', '賭', '机', 'A', 'b')
  const word = fc.array(letters, { minLength: 1, maxLength: 3 }).map(all => all.join(''))
  const text = fc.array(letters, { maxLength: 30 }).map(all => all.join(''))
  const isLatin = (one: string | undefined) => one !== undefined && /[ab]/.test(one)
  fc.assert(
    fc.property(fc.uniqueArray(word, { selector: foldText, maxLength: 8 }), text, (words, given) => {
      const plain = foldText(given)
      const expected = words.flatMap((one, number) => {
        const wanted = foldText(one)
        const places: string[] = []
        for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + 1)) {
          const needsEnds = /^[ab]+$/.test(wanted)
          if (needsEnds && (isLatin(plain[at - 1]) || isLatin(plain[at + wanted.length]))) continue
          places.push(`${at}-${at + wanted.length}:${number}`)
        }
        return places
      })
      const hits = findWords(of(words), given).map(hit => `${hit.start}-${hit.end}:${hit.entry}`)
      assert.deepEqual(hits.sort(), expected.sort())
    }),
    { seed: 3, numRuns: 400 },
  )
})
