import assert from 'node:assert/strict'
import { test } from 'node:test'
import { audiences, languages, openedBy } from './incident.contract.ts'
import { draftText, hasGaps, momentWords, ruleWords, type TextFacts } from './text.rules.ts'

const facts: TextFacts = {
  number: 7,
  isDrill: false,
  kind: 'data',
  rule: 'mass-reads',
  severity: 'relatively-serious',
  affected: 1_200_000,
  openedAt: new Date('2026-11-02T10:00:00Z'),
  measured: 52,
  threshold: 40,
  stepsDone: ['contain', 'tell-leaders'],
}
const timeZone = 'Asia/Shanghai'
const zh = { language: 'zh', timeZone } as const
const draft = (audience: (typeof audiences)[number], changes: Partial<TextFacts> = {}) =>
  draftText({ ...facts, ...changes }, { ...zh, audience })

test('each text says what is known and marks what a person has to fill in, in both languages', () => {
  for (const audience of audiences)
    for (const language of languages)
      for (const rule of openedBy) {
        const words = draftText({ ...facts, rule }, { audience, language, timeZone })
        assert.ok(words.includes(ruleWords[rule][language]), `${audience} ${language} ${rule}`)
        assert.ok(words.includes(momentWords(facts.openedAt, { language, timeZone })))
        assert.ok(hasGaps(words), `${audience} ${language}`)
        assert.match(words.split('\n')[0]!, language === 'zh' ? /草稿/ : /Draft/)
        assert.equal(/[\u4e00-\u9fff]/.test(words), language === 'zh', words)
        assert.ok(!/undefined|null|NaN/.test(words), words)
      }
})

test('times are those of the city', () => {
  assert.match(momentWords(facts.openedAt, zh), /2026年11月2日.*18:00/)
})

test('the report says grade, figures, people and what was done', () => {
  const words = draft('regulator')
  assert.match(words, /第 7 号/)
  assert.match(words, /级别研判为较大/)
  assert.match(words, /监测值 52，阈值 40/)
  assert.match(words, /涉及1200000 人/)
  assert.match(words, /已采取控制措施；已报告领导/)
  assert.match(draft('regulator', { severity: null }), /级别研判为【待填写：级别】/)
  assert.match(draft('regulator', { affected: null }), /涉及【待填写：涉及人数】/)
  assert.match(draft('regulator', { stepsDone: [] }), /【待填写：已采取的措施】/)
  assert.match(draft('leaders', { kind: 'ai' }), /人工智能安全事件/)
  const byHand = draft('leaders', { rule: 'by-hand', measured: null, threshold: null })
  assert.ok(!byHand.includes('监测值'))
})

test('the notice to people names kinds, cause, harm, measures and contact, as the law asks', () => {
  const words = draft('persons')
  for (const part of ['信息种类', '原因', '危害', '补救措施', '减轻危害的措施', '联系方式'])
    assert.ok(words.includes(part), part)
  assert.ok(!words.includes('阈值'), 'how we watch is no business of the notice')
})

test('a drill says so first, in every text', () => {
  for (const audience of audiences) assert.match(draft(audience, { isDrill: true }), /^【演练，非真实事件】/)
  assert.ok(!draft('leaders').includes('演练'))
  assert.match(
    draftText({ ...facts, isDrill: true }, { audience: 'leaders', language: 'en', timeZone }),
    /^\[DRILL, not a real incident\]/,
  )
})

test('a text without gaps has none', () => {
  assert.equal(hasGaps('一切已填写'), false)
  assert.equal(hasGaps('[to be filled in: x]'), true)
})
