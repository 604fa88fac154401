import assert from 'node:assert/strict'
import { test } from 'node:test'
import { coursePages, questionsDrawn, rightNeeded } from './course.contract.ts'
import { drawQuestions, judgeAnswers, shuffled } from './draw-questions.rules.ts'
import { questionPool } from './question-pool.ts'

/** A fixed sequence of numbers that look random. */
function sequence(seed: number) {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

test('an attempt draws ten questions of the pool, none twice, with all their answers', () => {
  for (let seed = 0; seed < 50; seed++) {
    const drawn = drawQuestions(questionPool, sequence(seed))
    assert.equal(drawn.length, questionsDrawn)
    assert.equal(new Set(drawn.map(one => one.id)).size, questionsDrawn)
    for (const one of drawn) assert.deepEqual([...one.order].toSorted(), [0, 1, 2])
  }
})

test('every question comes, and the right answer stands at each place about as often', () => {
  const chance = sequence(7)
  const seen = new Map<string, number>()
  const places = [0, 0, 0]
  for (let round = 0; round < 3000; round++)
    for (const { id, order } of drawQuestions(questionPool, chance)) {
      seen.set(id, (seen.get(id) ?? 0) + 1)
      places[order.indexOf(0)]! += 1
    }
  assert.equal(seen.size, questionPool.length)
  const expected = (3000 * questionsDrawn) / questionPool.length
  for (const [id, count] of seen) assert.ok(Math.abs(count / expected - 1) < 0.1, `${id} ${count}`)
  for (const count of places) assert.ok(Math.abs(count / 10_000 - 1) < 0.05, `${places}`)
})

test('shuffling keeps everything, and chance at its ends breaks nothing', () => {
  const things = ['a', 'b', 'c', 'd']
  assert.deepEqual(shuffled(things, () => 0).toSorted(), things)
  assert.deepEqual(shuffled(things, () => 0.999_999).toSorted(), things)
  assert.deepEqual(things, ['a', 'b', 'c', 'd'], 'what was given stays as it was')
  assert.deepEqual(
    shuffled([], () => 0.5),
    [],
  )
})

const drawn = drawQuestions(questionPool, sequence(3))
const rightOnes = drawn.map(one => one.order.indexOf(0))

test('eight of ten right pass; what was not chosen, or lies beside the answers, is wrong', () => {
  assert.deepEqual(judgeAnswers(drawn, rightOnes), { right: drawn.map(() => true), count: 10, passed: true })
  const wrong = (count: number) => rightOnes.map((one, place) => (place < count ? (one + 1) % 3 : one))
  assert.equal(judgeAnswers(drawn, wrong(10 - rightNeeded)).passed, true)
  assert.equal(judgeAnswers(drawn, wrong(11 - rightNeeded)).passed, false)
  assert.equal(judgeAnswers(drawn, []).count, 0)
  assert.equal(
    judgeAnswers(
      drawn,
      rightOnes.map(() => 3),
    ).count,
    0,
  )
  assert.equal(judgeAnswers(drawn.slice(1), rightOnes.slice(1)).passed, false, 'nine questions are no test')
})

test('guessing passes hardly ever', () => {
  const chance = sequence(11)
  let passed = 0
  for (let round = 0; round < 2000; round++)
    if (
      judgeAnswers(
        drawn,
        drawn.map(() => Math.floor(chance() * 3)),
      ).passed
    )
      passed++
  assert.ok(passed < 20, `${passed} of 2000`)
})

test('the pool: ids once, both languages, three answers that differ, more questions than one attempt draws', () => {
  assert.ok(questionPool.length > questionsDrawn && questionPool.length >= 2 * coursePages.length)
  assert.equal(new Set(questionPool.map(one => one.id)).size, questionPool.length)
  for (const { id, text, answers, because } of questionPool) {
    for (const words of [text, because, ...answers]) {
      assert.match(words.zh, /\p{Script=Han}/u, id)
      assert.doesNotMatch(words.en, /\p{Script=Han}/u, id)
      assert.ok(words.en.length > 2, id)
    }
    assert.equal(new Set(answers.map(one => one.zh)).size, 3, id)
    assert.equal(new Set(answers.map(one => one.en)).size, 3, id)
  }
})
