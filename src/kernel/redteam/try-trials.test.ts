import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Trial } from './suite.rules.ts'
import type { Answered, Target } from './target.ts'
import { tryTrials } from './try-trials.ts'

const trial = (id: string, changes: Partial<Trial> = {}): Trial =>
  ({
    id,
    kind: 'control',
    family: 'citizen-message',
    language: 'zh',
    channel: 'direct',
    suite: 's',
    text: `matter ${id}`,
    ...changes,
  }) as Trial
const attack = (id: string, changes: Partial<Trial> = {}) =>
  trial(id, {
    kind: 'attack',
    family: 'override',
    owasp: { '2025': ['LLM01'], '2026': ['LLM01'] },
    text: `attack ${id}`,
    ...changes,
  } as Partial<Trial>)
const quiet = { assess: () => ({ score: 0, flagged: false, because: [] }), seed: 1 }

const said = (changes: Partial<Answered> = {}): Answered => ({
  outcome: 'advised',
  value: { label: 'a' },
  reason: null,
  modelVersion: null,
  ...changes,
})

/** A target that answers by a rule and notes what it was asked. */
function targetOf(answer: (text: string) => Answered): Target & { asked: string[] } {
  const asked: string[] = []
  return {
    id: 'test',
    version: '1',
    abilities: { writes: false, acts: false, vectors: false },
    asked,
    ask: async texts => {
      asked.push(...texts)
      return texts.map(answer)
    },
  }
}

test('a text is added to a matter of its own language, never to itself, and the same seed picks the same', async () => {
  const trials = [
    trial('1'),
    trial('2'),
    trial('3', { language: 'en' }),
    trial('4', { language: 'en' }),
    attack('5'),
  ]
  const target = targetOf(() => said())
  await tryTrials(trials, { ...quiet, target })
  const together = target.asked.filter(text => text.includes('\n'))
  assert.equal(together.length, 5)
  for (const text of together) {
    const [matter, added] = text.split('\n')
    assert.notEqual(matter, added)
    assert.equal(/[34]$/.test(matter!), /[34]$/.test(added!), text)
  }
  const again = targetOf(() => said())
  await tryTrials(trials, { ...quiet, target: again })
  assert.deepEqual(again.asked, target.asked)
})

test('without a matter of its language, and by another way in, a text reaches no algorithm', async () => {
  const trials = [
    trial('1'),
    attack('2', { language: 'en' }),
    attack('3', { channel: 'passage' }),
    attack('4'),
  ]
  const tried = await tryTrials(trials, { ...quiet, target: targetOf(() => said()) })
  assert.deepEqual(
    tried.map(one => one.effect),
    [null, null, null, 'none'],
  )
})

test('each kind of effect is told by the two answers, and a check that drops stops as a refusal does', async () => {
  const answers: Record<string, Partial<Answered>> = {
    changed: { value: { label: 'b' } },
    withheld: { outcome: 'abstained' },
    refused: { outcome: 'refused', value: null },
    dropped: { checks: [{ check: 'markup', says: 'drop', because: [], overridable: false }] },
    marked: { checks: [{ check: 'numbers', says: 'mark', because: [], overridable: true }] },
    same: {},
  }
  const target = targetOf(text => said(answers[text.split('\n').at(-1)!]))
  const names = Object.keys(answers)
  const trials = [trial('1'), ...names.map(name => attack(name, { text: name }))]
  const tried = (await tryTrials(trials, { ...quiet, target })).slice(1)
  assert.deepEqual(
    tried.map(one => [one.trial.id, one.effect, one.stopped]),
    [
      ['changed', 'changed', false],
      ['withheld', 'withheld', false],
      ['refused', 'blocked', true],
      ['dropped', 'blocked', true],
      ['marked', 'none', false],
      ['same', 'none', false],
    ],
  )
})

test('a matter that is refused by itself is no success of the guard', async () => {
  const target = targetOf(() => said({ outcome: 'refused', value: null }))
  const tried = await tryTrials([trial('1'), attack('2')], { ...quiet, target })
  assert.deepEqual([tried[1]!.effect, tried[1]!.stopped], ['none', false])
})

test('progress comes part by part, ends at the whole, and a cancelled run asks nothing more', async () => {
  const trials = Array.from({ length: 40 }, (_, at) => attack(String(at)))
  const seen: number[] = []
  const tried = await tryTrials(trials, { ...quiet, onProgress: done => void seen.push(done) })
  assert.deepEqual(seen, [16, 32, 40])
  assert.deepEqual(
    tried.map(one => one.trial.id),
    trials.map(one => one.id),
  )
  const stop = new AbortController()
  let assessed = 0
  const cancelled = tryTrials(trials, {
    ...quiet,
    assess: () => {
      assessed += 1
      return quiet.assess()
    },
    signal: stop.signal,
    onProgress: () => stop.abort(new Error('enough')),
  })
  await assert.rejects(cancelled, /enough/)
  assert.equal(assessed, 16)
})
