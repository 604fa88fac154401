import assert from 'node:assert/strict'
import { test } from 'node:test'
import { copiedWith } from './copy.rules.ts'

const aigc = {
  Label: '1',
  ContentProducer: '11310000MB2F30123X',
  ProduceID: 'decision-1',
  ReservedCode1: '',
  ContentPropagator: '11310000MB2F30123X',
  PropagateID: 'decision-1',
  ReservedCode2: '',
}
const label = { zh: '人工智能生成的建议', en: 'AI-generated <advice>', aigc }

test('what is copied takes its label along, in plain words and in marked-up ones', () => {
  const copied = copiedWith({ text: '市水务局\n', html: '<b>市水务局</b>' }, { label, words: label.zh })
  assert.equal(copied?.plain, '市水务局\n\n人工智能生成的建议')
  assert.equal(copied?.html.endsWith('<b>市水务局</b><p>人工智能生成的建议</p>'), true)
  const entry = /<meta name="AIGC" content="([^"]*)">/.exec(copied!.html)?.[1]
  assert.deepEqual(JSON.parse(entry!.replaceAll('&quot;', '"')), aigc)
})

test('the label is not put twice, and its words are no markup', () => {
  const whole = copiedWith(
    { text: '市水务局\n人工智能生成的建议', html: '<i>人工智能生成的建议</i>' },
    { label, words: label.zh },
  )
  assert.equal(whole?.plain, '市水务局\n人工智能生成的建议')
  assert.equal(whole?.html.endsWith('<i>人工智能生成的建议</i>'), true)
  const english = copiedWith({ text: 'Water', html: 'Water' }, { label, words: label.en })
  assert.ok(english?.html.includes('<p>AI-generated &lt;advice&gt;</p>'))
})

test('nothing selected is left to the browser', () => {
  assert.equal(copiedWith({ text: '  \n', html: '' }, { label, words: label.zh }), null)
})
