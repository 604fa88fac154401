import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventTypes } from '../case-words.contract.ts'
import { decidingSteps, hindranceNow, reviewHindranceOf } from './appeal.rules.ts'

const matter = (changes: object = {}) => ({ decided: true, erased: false, open: 0, made: 0, ...changes })

test('somebody may object to a decision with AI, once at a time and three times in all', () => {
  assert.equal(hindranceNow(matter()), null)
  assert.equal(hindranceNow(matter({ made: 2 })), null)
  assert.equal(hindranceNow(matter({ made: 3 })), 'too-many')
  assert.equal(hindranceNow(matter({ made: 1, open: 1 })), 'one-open')
  assert.equal(hindranceNow(matter({ decided: false })), 'no-decision')
  assert.equal(hindranceNow(matter({ erased: true, decided: false })), 'erased')
  assert.equal(hindranceNow(matter({ made: 3, open: 1 })), 'one-open', 'what will change soonest is told')
})

const reviewer = (changes: object = {}) => ({ id: 'r', departmentId: null as string | null, ...changes })
const sides = (changes: object = {}) => ({
  deciders: ['d1', 'd2'],
  reporter: null as string | null,
  departmentId: 'urban' as string | null,
  ...changes,
})

test('who decided first, whose matter it is and who handles it stand aside', () => {
  assert.equal(reviewHindranceOf(reviewer(), sides()), null)
  assert.equal(reviewHindranceOf(reviewer({ id: 'd2' }), sides()), 'decided-first')
  assert.equal(reviewHindranceOf(reviewer(), sides({ reporter: 'r' })), 'own-matter')
  assert.equal(reviewHindranceOf(reviewer({ departmentId: 'urban' }), sides()), 'of-the-department')
  assert.equal(reviewHindranceOf(reviewer({ departmentId: 'police' }), sides()), null)
  assert.equal(
    reviewHindranceOf(reviewer(), sides({ departmentId: null })),
    null,
    "no department is nobody's",
  )
})

test('deciding steps are steps of the timeline, and what citizens do is none of them', () => {
  for (const step of decidingSteps) assert.ok(eventTypes.includes(step), step)
  for (const step of ['reported', 'rated', 'question-answered', 'withdrawn', 'advised'])
    assert.ok(!decidingSteps.some(one => one === step), step)
})
