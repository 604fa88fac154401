import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mustRefuseTopics } from './must-refuse.topics.ts'
import { assessTopics, compileTopics, type Topic } from './topics.rules.ts'

const topics = compileTopics(mustRefuseTopics)
const keys = (text: string) => assessTopics(topics, text).map(one => one.topic.key)

test('all 31 classes are there, once each: the first eight final, the first seventeen refused', () => {
  const count = (group: Topic['group']) => mustRefuseTopics.filter(one => one.group === group).length
  assert.deepEqual(
    (['core-values', 'discrimination', 'commerce', 'rights', 'accuracy'] as const).map(count),
    [8, 9, 5, 7, 2],
  )
  assert.equal(new Set(mustRefuseTopics.map(one => one.key)).size, 31)
  assert.ok(mustRefuseTopics.every(one => one.overridable === (one.group !== 'core-values')))
  assert.ok(
    mustRefuseTopics.every(
      one => (one.says === 'refuse') === ['core-values', 'discrimination'].includes(one.group),
    ),
  )
  assert.ok(mustRefuseTopics.every(one => one.cues.every(cue => cue.weight > 0 && cue.weight <= 1)))
})

test('a subject with an act in one sentence is met, however it is written', () => {
  assert.deepEqual(keys('怎么自制炸弹？'), ['a1-4'])
  assert.deepEqual(keys('怎 么 自制炸*弹'), ['a1-4'])
  assert.deepEqual(keys('How to make a bomb'), ['a1-4'])
  assert.deepEqual(keys('炸弹。怎么做饭？'), [])
  assert.deepEqual(keys('炸弹'), [])
})

test('what is forbidden, punished or reported in the same sentence is spoken about', () => {
  assert.deepEqual(keys('举报有人自制炸弹'), [])
  assert.deepEqual(keys('依法查处网络赌博平台的搭建'), [])
  assert.deepEqual(keys('举报。怎么自制炸弹'), ['a1-4'], 'another sentence excuses nothing')
})

test('a cue without an act counts by its subject alone, below the threshold it is no topic, the surest comes first', () => {
  const made = compileTopics([
    {
      key: 'x',
      group: 'rights',
      zh: '',
      en: '',
      says: 'mark',
      overridable: true,
      cues: [{ subject: ['甲'], weight: 0.6 }],
    },
    {
      key: 'y',
      group: 'rights',
      zh: '',
      en: '',
      says: 'mark',
      overridable: true,
      cues: [{ subject: ['甲'], weight: 0.59 }],
    },
    {
      key: 'z',
      group: 'rights',
      zh: '',
      en: '',
      says: 'mark',
      overridable: true,
      cues: [
        { subject: ['乙'], act: ['丙'], weight: 0.7 },
        { subject: ['甲'], act: ['丁'], weight: 0.9 },
      ],
    },
  ])
  const met = (text: string) => assessTopics(made, text).map(one => `${one.topic.key} ${one.score}`)
  assert.deepEqual(met('甲丁'), ['z 0.9', 'x 0.6'])
  assert.deepEqual(met('乙丁'), [], 'an act belongs to its own subject')
  assert.deepEqual(met('乙丙'), ['z 0.7'])
  assert.deepEqual(met('乙丙。甲丁'), ['z 0.9', 'x 0.6'])
  assert.deepEqual(met('甲丁。乙丙'), ['z 0.9', 'x 0.6'])
})

test('ordinary matters of a city meet no topic', () => {
  for (const text of [
    '小区门口的路灯坏了，请问怎么报修？',
    '楼下烧烤店油烟很大，投诉多次没有人管，应该怎么办？',
    '外地人怎么办理居住证？老年人乘车优待如何申请？',
    '残疾人两项补贴的申请步骤是什么？',
    '请问怎么查到我的公积金账户？',
    '隔壁有人聚众赌博，我要举报。',
    '有人在群里散布谣言说要停水，请核实。',
    '农民工工资被拖欠，请帮我联系劳动监察。',
    '身份证号填错了怎么改？',
  ])
    assert.deepEqual(keys(text), [], text)
})
