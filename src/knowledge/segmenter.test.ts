import assert from 'node:assert/strict'
import { test } from 'node:test'
import { intlSegmenter, loadSegmenter, sharedSegmenter } from './segmenter.ts'

const sentence = '幸福路的路灯坏了，打12345也没人管 ABC'

test('jieba is loaded here and cuts words; the pieces make the text again', () => {
  const segmenter = sharedSegmenter()
  assert.equal(segmenter.name, 'jieba')
  assert.ok(segmenter.cut(sentence).includes('路灯'))
  assert.equal(segmenter.cut(sentence).join(''), sentence)
  assert.equal(sharedSegmenter(), segmenter)
})

test('cut on another thread, the pieces are the same', async () => {
  const { cut, cutAside } = sharedSegmenter()
  assert.ok(cutAside)
  for (const text of [sentence, '', '𠮷野家ＡＢＣ', '一'.repeat(500)])
    assert.deepEqual(await cutAside(text), cut(text))
})

test('without the native module the platform cuts, and the pieces make the text again', () => {
  const segmenter = loadSegmenter(() => {
    throw new Error('no native binding')
  })
  assert.equal(segmenter.name, 'intl')
  assert.equal(segmenter.cutAside, undefined)
  assert.ok(segmenter.cut(sentence).includes('路灯'))
  assert.equal(segmenter.cut(sentence).join(''), sentence)
  assert.deepEqual(intlSegmenter().cut(''), [])
})
