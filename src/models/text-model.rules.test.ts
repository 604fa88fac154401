import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { loadLexicon } from './load-lexicon.ts'
import { explainText, predictText, trainTextModel } from './text-classifier.ts'
import { createTextScanner } from './text-features.rules.ts'
import { explainRanking, rankText, type TextModel } from './text-model.rules.ts'
import { sampleRows } from './text-samples.fixture.ts'

let model: TextModel

before(() => {
  model = trainTextModel(sampleRows(60, 1))
})

test('an unseen message of a known kind is ranked right, with confidences that fall', () => {
  const { ranked, abstains, features } = predictText(model, '请问西门的路灯不亮找谁修')
  assert.equal(ranked[0]!.label, 'roads')
  assert.equal(ranked.length, 3)
  assert.ok(ranked[0]!.confidence > ranked[1]!.confidence && ranked[1]!.confidence >= ranked[2]!.confidence)
  assert.equal(abstains, false)
  assert.ok(features > 5)
})

test('all labels can be had, and their confidences add up to one', () => {
  const { ranked } = predictText(model, '公司拖欠工资', 100)
  assert.equal(ranked.length, 4)
  assert.ok(Math.abs(ranked.reduce((sum, one) => sum + one.confidence, 0) - 1) < 1e-5)
  assert.equal(predictText(model, '公司拖欠工资', 1).ranked.length, 1)
})

test('empty, blank and unknown texts abstain', () => {
  for (const text of ['', ' \n\t', '\ud83d', '@@@', 'ζ']) {
    const prediction = predictText(model, text)
    assert.equal(prediction.abstains, true, JSON.stringify(text))
    assert.equal(prediction.ranked.length, 3)
  }
})

test('a text without known words abstains however low the threshold', () => {
  const bold = { ...model, header: { ...model.header, threshold: 0 } }
  assert.equal(rankText(bold, '', { scanner: createTextScanner(loadLexicon()) }).abstains, true)
})

test('a text is not remembered: the next one is ranked as if it were the first', () => {
  const text = '小学划片入学怎么办理'
  const first = predictText(model, text)
  predictText(model, '医院挂号难，工地拖欠工资，路灯不亮')
  explainText(model, '医院挂号难', { label: 'hospitals' })
  assert.deepEqual(predictText(model, text), first)
})

test('below the threshold it abstains, above it answers', () => {
  const scanner = createTextScanner(loadLexicon())
  const text = '医院挂号太难'
  const confidence = predictText(model, text).ranked[0]!.confidence
  const withThreshold = (threshold: number): TextModel => ({
    ...model,
    header: { ...model.header, threshold },
  })
  assert.equal(rankText(withThreshold(confidence + 0.001), text, { scanner }).abstains, true)
  assert.equal(rankText(withThreshold(confidence - 0.001), text, { scanner }).abstains, false)
})

test('a megabyte of text is answered, and said to be cut', () => {
  const prediction = predictText(model, '工地拖欠工资。'.repeat(150_000))
  assert.equal(prediction.ranked[0]!.label, 'wages')
  assert.equal(prediction.truncated, true)
})

test('tags around the words do not change the answer', () => {
  const bare = predictText(model, '社区卫生所没有医生')
  const tagged = predictText(model, '<div><b>社区卫生所没有医生</b></div>')
  assert.deepEqual(tagged.ranked, bare.ranked)
})

test('the words that weighed are words of the text, strongest first, all in favour', () => {
  const evidence = explainText(model, '和平广场附近的工地拖欠工资，谢谢！', { label: 'wages' })
  assert.ok(evidence.length > 0)
  assert.match(evidence[0]!.term, /工地|拖欠|工资/)
  for (const [at, { term, weight }] of evidence.entries()) {
    assert.ok('和平广场附近的工地拖欠工资，谢谢！'.includes(term))
    assert.ok(weight > 0 && (at === 0 || weight <= evidence[at - 1]!.weight))
    assert.match(term, /\p{L}/u)
  }
})

test('other labels have other words; an unknown label and an empty text have none', () => {
  const text = '医院挂号难，工地拖欠工资'
  const strongest = (label: string): string | undefined => explainText(model, text, { label })[0]?.term
  assert.match(strongest('hospitals')!, /医院|挂号|难/)
  assert.match(strongest('wages')!, /工地|拖欠|工资/)
  assert.deepEqual(explainText(model, text, { label: 'nobody' }), [])
  assert.deepEqual(explainText(model, '', { label: 'wages' }), [])
  assert.equal(explainText(model, text, { label: 'wages', terms: 1 }).length, 1)
})

test('the contributions of all words add up to the score they explain', () => {
  const scanner = createTextScanner(loadLexicon())
  const text = '工地拖欠工资'
  const labels = model.header.labels
  const perLabel = labels.map(label =>
    explainRanking(model, text, { scanner, label, terms: 1000 }).reduce((sum, one) => sum + one.weight, 0),
  )
  const strongest = labels[perLabel.indexOf(Math.max(...perLabel))]
  assert.equal(strongest, predictText(model, text).ranked[0]!.label)
})
