import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findPlaceChains } from './place-chains.rules.ts'
import { openGazetteer } from './place-words.ts'
import { segmentText } from './segment-text.ts'

const chains = (text: string) => {
  const words = segmentText(text)
  return findPlaceChains(words).map(({ from, to, pieces, widened }) => ({
    text: words
      .slice(from, to)
      .map(word => word.text)
      .join(''),
    kinds: pieces.map(piece => piece.kind),
    widened,
  }))
}
const texts = (text: string) => chains(text).map(one => one.text)

test('places of the lists, the longest name first', () => {
  assert.deepEqual(chains('北京下雨'), [{ text: '北京', kinds: ['known'], widened: false }])
  assert.deepEqual(chains('出访法国'), [{ text: '法国', kinds: ['country'], widened: false }])
  assert.deepEqual(texts('新疆维吾尔自治区下雪'), ['新疆维吾尔自治区'])
  assert.deepEqual(texts('呼和浩特市下雪'), ['呼和浩特市'])
})

test('what stands together is one place', () => {
  assert.deepEqual(texts('北京市朝阳区建国路'), ['北京市朝阳区建国路'])
  assert.deepEqual(texts('北京、上海'), ['北京', '上海'])
  assert.equal(chains('北京市朝阳区')[0]!.kinds.length, 2)
})

test('an ending with the loose words of its name before it', () => {
  assert.deepEqual(chains('位于丽岚商务区。')[0]!.kinds, ['named'])
  assert.deepEqual(texts('位于丽岚商务区。'), ['丽岚商务区'])
  assert.deepEqual(texts('去了岚君村'), ['岚君村'])
})

test('the name has four characters at most and no particle', () => {
  assert.deepEqual(texts('在的村'), [])
  assert.deepEqual(texts('，村'), [])
  const [one] = chains('云岚溪水青松柏村')
  assert.ok(!one || one.text.length <= 5, one?.text)
})

test('doors behind a place belong to it', () => {
  assert.deepEqual(texts('北京市朝阳区建国路88号3层开会'), ['北京市朝阳区建国路88号3层'])
  assert.deepEqual(texts('北京5月'), ['北京'])
  assert.deepEqual(texts('来到北京建国路8号，3层'), ['北京建国路8号'])
})

test('behind a word that says where, nouns up to a house belong to it; elsewhere not', () => {
  const [wide] = chains('会议在北京国际会议厅举行')
  assert.deepEqual([wide?.text, wide?.widened], ['北京国际会议厅', true])
  const [plain] = chains('在北京举行')
  assert.deepEqual([plain?.text, plain?.widened], ['北京', false])
  assert.equal(chains('听说北京国际会议厅举行')[0]!.widened, false)
})

test('widening stops inside a place and at particles', () => {
  assert.deepEqual(texts('在北京的办公大厦')[0], '北京')
  assert.deepEqual(texts('在北京，大厦'), ['北京'])
})

test('words that a list only calls places are none', () => {
  for (const text of ['各位来宾', '过天桥', '太阳出来']) assert.deepEqual(texts(text), [], text)
})

test('the lists are opened once and hold no empty name', () => {
  const { countries, places } = openGazetteer()
  assert.equal(openGazetteer().places, places)
  assert.ok(countries.size > 150 && places.size > 3000)
  for (const name of [...countries, ...places]) assert.ok(name.length > 1, name)
})

test('a long text is read in proportion', () => {
  for (const piece of ['北京', '路', '青村', '在北京大厦', '北京1号'])
    assert.ok(findPlaceChains(segmentText(piece.repeat(5000))).length >= 0)
})
