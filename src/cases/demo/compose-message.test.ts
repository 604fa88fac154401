import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '#city/index.ts'
import { composeMessage, type Matter } from './compose-message.ts'
import { demoSurroundings } from './demo-surroundings.ts'
import { atlasOf, drawSituation } from './draw-situation.ts'
import common from './phrases/common.json' with { type: 'json' }
import { demoPhrases } from './phrases.ts'

const atlas = atlasOf(demoSurroundings())
const phrases = demoPhrases.get('environment-noise-construction')!

function compose(more: Partial<Matter>, count = 300) {
  const random = seededRandom(21)
  return Array.from({ length: count }, () => {
    const core = random.pick(phrases.cores)
    const situation = drawSituation(random, atlas, core)
    const matter: Matter = {
      ...{
        phrases,
        core,
        nature: 'complaint',
        channel: 'app',
        aside: null,
        local: false,
        departmentName: '某局',
      },
      ...more,
    }
    return { ...composeMessage(random, matter, situation), situation }
  })
}

test('no slot is left open, nothing is empty', () => {
  for (const nature of ['complaint', 'enquiry', 'suggestion', 'praise', 'help', 'report'] as const) {
    for (const { subject, detail } of compose({ nature }, 150)) {
      assert.doesNotMatch(subject + detail, /[{}]/)
      assert.ok(detail.length >= 12, detail)
      assert.ok(subject.length >= 2 && subject.length <= 60, subject)
    }
  }
})

test('one matter is told in many ways', () => {
  const details = compose({}).map(({ detail }) => detail)
  assert.ok(new Set(details).size >= 285, String(new Set(details).size))
})

test('some messages are vague: none of the sentences of the matter is in them', () => {
  const stem = (sentence: string) =>
    sentence
      .replace(/\{\w+\}/g, '|')
      .split('|')
      .sort((a, b) => b.length - a.length)[0]!
  const stems = [...phrases.cores, ...phrases.extras].map(sentence => stem(sentence).slice(0, 6))
  const vague = compose({}, 1000).filter(({ detail }) => !stems.some(one => detail.includes(one)))
  assert.ok(vague.length > 20 && vague.length < 250, String(vague.length))
})

test('a second matter is announced as such', () => {
  const told = compose({ aside: '路灯全坏了' }).filter(({ detail }) => detail.includes('路灯全坏了'))
  assert.ok(told.length > 100, String(told.length))
  // Not all: the announcing word may have been garbled.
  const announced = told.filter(({ detail }) => common.second.some(word => detail.includes(word)))
  assert.ok(announced.length > told.length * 0.8, `${announced.length} of ${told.length}`)
})

test('on the telephone most is taken down in the third person, on paper nothing is', () => {
  const taken = (channel: 'phone' | 'app') =>
    compose({ channel }).filter(({ detail }) => common.operator.some(word => detail.startsWith(word))).length
  assert.ok(taken('phone') > 150)
  assert.equal(taken('app'), 0)
})

test('where the district decides, people nearly always say where they are', () => {
  const named = (local: boolean) =>
    compose({ local }).filter(({ detail, situation }) =>
      ['{district}', '{street}', '{home}', '{road}', '{village}'].some(slot =>
        detail.includes(situation.fill(slot)),
      ),
    ).length
  assert.ok(named(true) > named(false))
  assert.ok(named(true) > 200, String(named(true)))
})

test('an enquiry asks; praise names whom it praises', () => {
  const asked = compose({ nature: 'enquiry', core: '工地几点以后不能施工' })
  assert.ok(asked.filter(({ detail }) => detail.includes('不能施工')).length > 280)
  const praised = compose({ nature: 'praise' })
  assert.ok(praised.filter(({ detail }) => detail.includes('某局')).length > 280)
})

test('some write a line, some a page', () => {
  const lengths = compose({}, 1500)
    .map(({ detail }) => detail.length)
    .sort((a, b) => a - b)
  assert.ok(lengths[75]! < 45, `5 %: ${lengths[75]}`)
  assert.ok(lengths[1425]! > 120, `95 %: ${lengths[1425]}`)
})
