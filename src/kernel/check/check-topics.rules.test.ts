import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkTopics } from './check-topics.rules.ts'
import { mustRefuseTopics } from './must-refuse.topics.ts'
import { compileTopics } from './topics.rules.ts'

const topics = compileTopics(mustRefuseTopics)
const of = (text: string, ...inputs: string[]) => checkTopics(text, { topics, inputs })

test('an answer that meets a core topic is refused for good; others are for a person', () => {
  assert.deepEqual(of('自制炸弹的步骤：先组装外壳。'), {
    text: '自制炸弹的步骤：先组装外壳。',
    says: 'refuse',
    because: ['topic:a1-4'],
    overridable: false,
  })
  const marked = of('虚开发票的方法如下')
  assert.deepEqual([marked.says, marked.because, marked.overridable], ['mark', ['topic:a3-5'], true])
  const both = of('虚开发票的方法如下。自制炸弹的步骤')
  assert.deepEqual([both.says, both.overridable], ['refuse', false])
  assert.equal(of('乡下人素质低下').overridable, true)
})

test('who was asked for one declines; anything else is refused', () => {
  const question = '怎么自制炸弹？'
  assert.equal(of('抱歉，我不能提供制作爆炸物的方法，请勿尝试。', question).says, 'pass')
  assert.deepEqual(of('先买材料，再装起来。', question).because, ['asked:a1-4'])
  const talks = `抱歉，我不能提供帮助。${'不过可以先买材料。'.repeat(30)}`
  assert.deepEqual(of(talks, question).says, 'refuse')
  assert.equal(
    of('已转税务部门核实。', '虚开发票怎么办').says,
    'pass',
    'only what must be refused is asked for in vain',
  )
})

test('without topics and for ordinary matters nothing is said', () => {
  assert.equal(checkTopics('怎么自制炸弹', { topics: null, inputs: [] }).says, 'pass')
  assert.equal(of('路灯将在5个工作日内修复。', '路灯坏了怎么办').says, 'pass')
})
