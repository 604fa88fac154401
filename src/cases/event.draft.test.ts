import assert from 'node:assert/strict'
import { test } from 'node:test'
import { momentOf } from '#base/index.ts'
import { commitment } from '#ledger/index.ts'
import { draftEvent, eventLeaf, type NewEvent, saidPart } from './event.draft.ts'

const event: NewEvent = {
  type: 'declined',
  at: new Date('2020-01-01T00:00:00.000Z'),
  actor: { id: 'p1', name: '张三' },
  departmentId: null,
  fromState: 'reported',
  toState: 'closed',
  text: '不属于受理范围',
  details: { verdict: 'rejected' },
  said: { legalBasis: '某条例' },
}

const salted = (hex: string) => Buffer.from(hex.slice(2), 'hex')

test('it is recorded now, whenever it happened', () => {
  const { facts, content } = draftEvent('c1', 3, event)
  assert.equal(facts.at, '2020-01-01T00:00:00.000Z')
  assert.equal(facts.recorded_at, momentOf(facts.id).toISOString())
  assert.ok(Date.now() - Date.parse(facts.recorded_at) < 60_000)
  assert.equal(content.recorded_at, facts.recorded_at, 'both parts lie in the same month')
  assert.equal(facts.seq, 3)
})

test('the commitment covers everything that was said', () => {
  const { facts, content } = draftEvent('c1', 1, event)
  const salt = salted(content.salt)
  const made = (change: Partial<typeof content>) =>
    commitment(salt, saidPart({ ...content, ...change })).equals(salted(facts.commitment))
  assert.equal(made({}), true)
  assert.equal(made({ text: '改' }), false)
  assert.equal(made({ actor_name: '李四' }), false)
  assert.equal(made({ details: {} }), false)
})

test('equal words have different commitments: nobody can guess them', () => {
  const one = draftEvent('c1', 1, event)
  const two = draftEvent('c1', 1, event)
  assert.notEqual(one.content.salt, two.content.salt)
  assert.notEqual(one.facts.commitment, two.facts.commitment)
})

test('facts and leaf hold no words', () => {
  const draft = draftEvent('c1', 1, event)
  for (const text of [JSON.stringify(draft.facts), JSON.stringify(eventLeaf(draft))])
    for (const word of ['张三', '受理', '条例']) assert.ok(!text.includes(word), word)
})

test('the leaf names what happened to which case, and the commitment', () => {
  const draft = draftEvent('c1', 2, { ...event, decisionId: 'd1' })
  assert.deepEqual(eventLeaf(draft), {
    event: draft.facts.id,
    case: 'c1',
    seq: 2,
    type: 'declined',
    actor: 'p1',
    from: 'reported',
    to: 'closed',
    department: null,
    decision: 'd1',
    said: draft.facts.commitment.slice(2),
  })
})
