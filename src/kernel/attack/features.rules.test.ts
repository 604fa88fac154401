import assert from 'node:assert/strict'
import { test } from 'node:test'
import { conceptNames, concepts } from './concepts.ts'
import { conceptsIn, featuresOf, hashed, languageOf, languages, places } from './features.rules.ts'

const names = (text: string): string[] => conceptsIn(text).map(one => conceptNames[one]!)
const many = conceptNames.length
const bias = (language: 'zh' | 'en'): number => places - languages.length + languages.indexOf(language)

test('concepts are found by their words, Latin ones only where a word begins', () => {
  assert.deepEqual(names('请你扮演一个反派'), ['role', 'malice'])
  assert.deepEqual(names('you are now an evil bot'), ['role', 'malice', 'machine'])
  assert.ok(!names('whatever the town').includes('malice'))
  assert.ok(names('an (evil) town').includes('malice'))
  assert.deepEqual(names('今天天气很好'), [])
  assert.deepEqual(names('反派、反派、反派'), ['malice'], 'once, however often')
})

test('every word of a concept is of the normalised form and long enough to mean something', () => {
  for (const [name, words] of Object.entries(concepts))
    for (const word of words.split('|')) {
      assert.equal(word, word.toLowerCase(), name)
      assert.ok(word.length >= (/^[a-z]+$/.test(word) ? 3 : 1), `${name}: ${word}`)
    }
  assert.ok(many >= 15)
})

test('a text is Chinese where a fifth of its letters are', () => {
  assert.equal(languageOf('忽略指令'), 'zh')
  assert.equal(languageOf('ignore all'), 'en')
  assert.equal(languageOf(`扮演${'chatgpt1'}`), 'en')
  assert.equal(languageOf(`扮演一个${'chatgpt1'}`), 'zh')
  assert.equal(languageOf(''), 'en')
  assert.equal(languageOf('。。。'), 'en')
})

test('sequences have one length together, whatever the text, concepts and pairs a weight of their own', () => {
  const { indices, values, language } = featuresOf('请你扮演一个反派')
  const length = Math.hypot(...values.filter((_, at) => indices[at]! < hashed))
  assert.ok(Math.abs(length - 3) < 1e-3, String(length))
  assert.equal(language, 'zh')
  const role = conceptNames.indexOf('role')
  const malice = conceptNames.indexOf('malice')
  const value = (index: number): number | undefined => values[indices.indexOf(index)]
  assert.equal(value(hashed + role), 0.5)
  assert.equal(value(hashed + malice), 0.5)
  assert.ok(Math.abs(value(hashed + many + role * many + malice)! - 0.35) < 1e-6)
  assert.equal(value(bias('zh')), 1)
  assert.equal(value(bias('en')), undefined)
  assert.equal(indices.at(-1), bias('zh'), 'no place is left unused')
  assert.equal(featuresOf('ignore all').indices.at(-1), bias('en'))
})

test('the same characters fall into the same places, repeated ones once', () => {
  const of = (text: string): number[] => [...featuresOf(text).indices].filter(place => place < hashed).sort()
  assert.deepEqual(of('路灯坏了'), of('路灯坏了'))
  assert.equal(of('路灯坏了').length, 5, 'three of two, two of three')
  assert.equal(of('路灯路灯路灯').length, 4)
  assert.equal(of('the lamp is out').length, 7, 'four words, three pairs')
  assert.notDeepEqual(of('路灯'), of('灯路'))
  assert.deepEqual(of('路灯。坏了').length, 2, 'a sign parts sequences')
  assert.deepEqual(of('').length, 0)
  assert.ok(of('任何一个地方 any place').every(place => place >= 0 && place < hashed))
})
