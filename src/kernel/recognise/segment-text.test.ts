import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findAddresses } from './addresses.rules.ts'
import { findNames } from './names.rules.ts'
import { loadCut, segmentText } from './segment-text.ts'

const missing = () => {
  throw new Error('Cannot find native binding')
}
const texts = ['我家住在云溪区😀松涛路17号', '', ' a b\n', '\ud83d王建国\udc00', '１２３']

test('words cover the whole text, each where it stands, with and without the native module', () => {
  for (const cut of [loadCut(), loadCut(missing)])
    for (const text of texts) {
      let at = 0
      for (const word of segmentText(text, cut)) {
        assert.equal(word.start, at)
        at += word.text.length
      }
      assert.equal(at, text.length, JSON.stringify(text))
    }
})

test('without the native module plain names and addresses are still found', () => {
  const words = (text: string) => segmentText(text, loadCut(missing))
  const name = '投诉人李晓梅反映'
  assert.deepEqual(
    findNames(words(name)).map(one => name.slice(one.start, one.end)),
    ['李晓梅'],
  )
  const address = '请到中山东路100弄5号201室'
  const [found] = findAddresses(words(address))
  assert.ok(found && address.slice(found.start, found.end).endsWith('100弄5号201室'))
})

test('the word list tells names and places from other words', () => {
  const tags = new Map(segmentText('王建国在北京').map(word => [word.text, word.tag]))
  assert.equal(tags.get('北京'), 'ns')
  assert.ok([...tags.values()].some(tag => tag.startsWith('nr')))
})
