import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findDottedNames } from './dotted-names.rules.ts'
import { segmentText } from './segment-text.ts'

const found = (text: string) => findDottedNames(segmentText(text))
const names = (text: string) => found(text).map(one => text.slice(one.start, one.end))

test('names with their parts kept apart, whatever stands around them', () => {
  for (const [text, name] of [
    ['导演约翰·库萨克扮演的角色', '约翰·库萨克'],
    ['由刘易斯·卡洛尔所写', '刘易斯·卡洛尔'],
    ['菲利普·西摩尔·霍夫曼凭此片获奖', '菲利普·西摩尔·霍夫曼'],
    ['前锋C·罗纳尔多进球', 'C·罗纳尔多'],
    ['副部长穆赫辛•阿里说', '穆赫辛•阿里'],
  ] as const)
    assert.deepEqual(names(text), [name], text)
})

test('with a hyphen only behind a given name: clubs and spans are written so as well', () => {
  assert.deepEqual(names('作者乔纳森-格雷泽出席'), ['乔纳森-格雷泽'])
  for (const text of [
    '切尔西-利物浦',
    '格拉茨-林茨铁路',
    '乌迪内斯-桑普',
    '成都-重庆',
    '2020-2021年',
    '北京-上海高铁',
  ])
    assert.deepEqual(names(text), [], text)
})

test('several in one text, each by itself, in their order', () => {
  const text = '出席的有约翰·库萨克、凯特·温斯莱特和汤姆·克鲁斯。'
  assert.deepEqual(names(text), ['约翰·库萨克', '凯特·温斯莱特', '汤姆·克鲁斯'])
  const [first, second] = found(text)
  assert.ok(first && second && first.to <= second.from && first.from < first.to)
})

test('a known given name makes it surer', () => {
  const [known] = found('约翰·库萨克')
  const [unknown] = found('格塔夫·库萨克')
  assert.ok(known && unknown && known.score > unknown.score)
  assert.equal(known.type, 'name')
  assert.deepEqual(known.because, ['list', 'pattern'])
})

test('estates, schools and brands with a dot are none', () => {
  for (const text of [
    '业主住在保罗·玛丽公寓',
    '到约翰·玛丽酒店',
    '耐克·西门子',
    '路灯·水管',
    '一·二',
    '·',
    '阿·尔·马·克',
    '单价·数量',
  ])
    assert.deepEqual(names(text), [], text)
})

test('a name that the end of the text cut off keeps its dot', () => {
  assert.deepEqual(names('导演安妮·'), ['安妮·'])
  assert.deepEqual(names('导演安妮·。'), [])
  assert.deepEqual(names('导演安妮-'), [])
})

test('particles beside a name stay outside', () => {
  assert.deepEqual(names('约翰·库萨克和玛丽'), ['约翰·库萨克'])
  assert.deepEqual(names('约翰·库萨克于当日'), ['约翰·库萨克'])
})

test('a text of nothing but parts comes to its end', () => {
  for (const piece of ['阿·', 'A·', '约翰·', '阿-', '·', 'A·B-'])
    assert.ok(Array.isArray(found(piece.repeat(20_000))))
})
