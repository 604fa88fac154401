import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Automaton, buildAutomaton, step } from './automaton.rules.ts'

/** Every word that ends at every place, by the automaton. */
function found(automaton: Automaton, text: readonly number[]): string[] {
  const hits: string[] = []
  let state = 0
  for (const [place, symbol] of text.entries()) {
    state = step(automaton, state, symbol)
    let ends = automaton.word[state]! >= 0 ? state : automaton.shorter[state]!
    while (ends !== 0) {
      hits.push(`${place}:${automaton.word[ends]}`)
      ends = automaton.shorter[ends]!
    }
  }
  return hits.sort()
}

/** The same by looking at every place for every word. */
function reference(words: readonly (readonly number[])[], text: readonly number[]): string[] {
  return text
    .flatMap((_, place) =>
      words.flatMap((word, number) =>
        place + 1 >= word.length && word.every((symbol, i) => text[place + 1 - word.length + i] === symbol)
          ? [`${place}:${number}`]
          : [],
      ),
    )
    .sort()
}

const of = (words: readonly (readonly number[])[], symbols: number) =>
  buildAutomaton(
    words.map(word => Uint16Array.from(word)),
    symbols,
  )

test('words inside, at the end of and behind one another are all found', () => {
  const words = [[1, 2, 3], [2, 3], [3], [1, 2, 3, 4, 5], [3, 4], [5, 1]]
  const text = [1, 2, 3, 4, 5, 1, 2, 3]
  assert.deepEqual(found(of(words, 5), text), reference(words, text))
  assert.deepEqual(found(of([[1, 1]], 1), [1, 1, 1]), ['1:0', '2:0'])
})

test('no word, no hit; a symbol that no word has leads back to the beginning', () => {
  assert.deepEqual(found(of([], 0), [1, 2, 3]), [])
  const automaton = of([[1, 2]], 2)
  assert.equal(step(automaton, step(automaton, 0, 1), 7), 0)
  assert.deepEqual(found(automaton, [1, 9, 2, 1, 2]), ['4:0'])
})

test('the automaton finds what looking at every place finds, whatever the words', () => {
  const word = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 })
  const words = fc.uniqueArray(word, { selector: one => one.join(), maxLength: 30 })
  const text = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 60 })
  fc.assert(
    fc.property(words, text, (given, symbols) => {
      assert.deepEqual(found(of(given, 5), symbols), reference(given, symbols))
    }),
    { seed: 5, numRuns: 400 },
  )
})

test('many words over many symbols: crowded places are passed over, and nothing is lost', () => {
  let seed = 7
  const next = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  const words = new Map<string, number[]>()
  while (words.size < 4000) {
    const word = Array.from({ length: 1 + next(4) }, () => 1 + Math.floor(next(600) ** 2 / 600))
    words.set(word.join(), word)
  }
  const list = [...words.values()]
  const automaton = of(list, 600)
  for (const [number, word] of list.entries())
    assert.ok(found(automaton, word).includes(`${word.length - 1}:${number}`), word.join())
  const text = Array.from({ length: 300 }, () => 1 + next(600))
  assert.deepEqual(found(automaton, text), reference(list, text))
})
