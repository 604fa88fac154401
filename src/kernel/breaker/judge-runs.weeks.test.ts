import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newestRuns, type Run, referenceRuns, signalsOf, verdictOn } from './judge-runs.rules.ts'
import {
  chanceOf,
  type SimulatedShares,
  simulatedRuns,
  usualPeople,
  usualShares,
} from './simulated-runs.fixture.ts'

const kept = newestRuns + referenceRuns
/** Looked at after so many runs: oftener than a minute of a busy hotline brings. */
const between = 25

const judge = (runs: readonly Run[]) =>
  verdictOn(signalsOf(runs.slice(-kept), usualPeople, { overrideShare: 0.4, isCut: false }))

/** What the signals ask for over weeks of a thousand runs in which nothing changes. */
function quietWeeks(weeks: number, seed: number) {
  const next = simulatedRuns(chanceOf(seed), usualShares)
  const runs: Run[] = []
  const asked = { cut: 0, tell: 0, nothing: 0 }
  for (let n = 1; n <= weeks * 1000; n++) {
    runs.push(next())
    if (runs.length > 2 * kept) runs.splice(0, kept)
    if (n % between === 0) asked[judge(runs).asks]++
  }
  return asked
}

/** How many runs go by until the signals cut off, after a change for the worse. */
function delayOf(changes: Partial<SimulatedShares>, seed: number): { runs: number; over: string[] } {
  const chance = chanceOf(seed)
  const good = simulatedRuns(chance, usualShares)
  const bad = simulatedRuns(chance, { ...usualShares, ...changes })
  const runs = Array.from({ length: kept }, good)
  for (let n = 1; n <= 1000; n++) {
    runs.push(bad())
    const { asks, over } = judge(runs)
    if (asks === 'cut') return { runs: n, over }
  }
  return { runs: Number.POSITIVE_INFINITY, over: [] }
}

test('thirty quiet weeks cut nothing off and tell nobody', () => {
  assert.deepEqual(quietWeeks(30, 11), { cut: 0, tell: 0, nothing: (30 * 1000) / between })
})

test('a fifth of the runs that fail is seen within 200 runs, whatever chance does', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const { runs, over } = delayOf({ failed: 0.25 }, seed)
    assert.ok(runs <= 200, `${runs} runs, seed ${seed}`)
    assert.deepEqual(over, ['errors'])
  }
})

test('answers whose checks fail are seen as fast', () => {
  for (let seed = 1; seed <= 20; seed++)
    assert.ok(delayOf({ checkFailed: 0.25 }, seed).runs <= 200, `${seed}`)
})

test('other texts with other confidence are two signals: it is cut off; each alone is not', () => {
  const both = delayOf({ doubt: 0.3, characters: 400 }, 3)
  assert.deepEqual(both.over, ['confidence-shift', 'input-shift'])
  assert.equal(delayOf({ doubt: 0.3 }, 3).runs, Number.POSITIVE_INFINITY)
  assert.equal(delayOf({ characters: 400 }, 3).runs, Number.POSITIVE_INFINITY)
})

test('ten times as slow, with attacks: two signals as well', () => {
  assert.deepEqual(delayOf({ milliseconds: 4000, attacked: 0.4 }, 5).over, ['guard-hits', 'latency'])
  assert.equal(delayOf({ milliseconds: 4000 }, 5).runs, Number.POSITIVE_INFINITY)
})
