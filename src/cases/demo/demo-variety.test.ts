import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demoSurroundings } from './demo-surroundings.ts'
import { generateDemoCases } from './generate-demo-cases.ts'
import { demoPhrases } from './phrases.ts'

const cases = generateDemoCases({ seed: 1, count: 3000, city: demoSurroundings() })

function fiveGrams(text: string): Set<string> {
  const grams = new Set<string>()
  for (let at = 0; at + 5 <= text.length; at++) grams.add(text.slice(at, at + 5))
  return grams
}

function jaccard(a: Set<string>, b: Set<string>): number {
  let shared = 0
  for (const gram of a) if (b.has(gram)) shared++
  return shared / (a.size + b.size - shared)
}

/** Share of all pairs of texts that share more than 0.6 of their 5-grams. */
function likeness(groups: string[][]): { pairs: number; alike: number } {
  let [pairs, alike] = [0, 0]
  for (const texts of groups) {
    const grams = texts.map(fiveGrams)
    for (let first = 0; first < grams.length; first++) {
      for (let second = 0; second < first; second++) {
        pairs++
        if (jaccard(grams[first]!, grams[second]!) > 0.6) alike++
      }
    }
  }
  return { pairs, alike: alike / pairs }
}

const textsBy = (key: (categoryId: string) => string) =>
  [
    ...Map.groupBy(
      cases.filter(one => one.categoryId !== null),
      one => key(one.categoryId!),
    ).values(),
  ].map(group => group.map(one => one.detail))

test('within a category of the second level at most 5 % of all pairs are alike (measured: 0.02 %)', () => {
  const { pairs, alike } = likeness(textsBy(id => demoPhrases.get(id)!.group.categoryId))
  assert.ok(pairs > 50_000, String(pairs))
  assert.ok(alike <= 0.005, String(alike))
})

test('even within one duty at most 5 % are alike', () => {
  const { pairs, alike } = likeness(textsBy(id => id))
  assert.ok(pairs > 15_000, String(pairs))
  assert.ok(alike <= 0.05, String(alike))
})

test('the measure itself tells copies from others', () => {
  const text = cases[0]!.detail
  assert.equal(likeness([[text, text, text]]).alike, 1)
  assert.equal(likeness([[text, '完全不相干的另外一段话，什么都没有重复']]).alike, 0)
})

test('lengths are those of messages: from a line to a page', () => {
  const lengths = cases.map(one => one.detail.length).sort((a, b) => a - b)
  const quantile = (share: number) => lengths[Math.floor(share * lengths.length)]!
  assert.ok(lengths[0]! >= 10, String(lengths[0]))
  assert.ok(
    quantile(0.05) < 30 && quantile(0.5) > 35 && quantile(0.95) > 120,
    String([0.05, 0.5, 0.95].map(quantile)),
  )
  assert.ok(lengths.at(-1)! > 300 && lengths.at(-1)! < 500, String(lengths.at(-1)))
})

test('hardly a text comes twice, and none begins like all the others', () => {
  assert.ok(new Set(cases.map(one => one.detail)).size >= 2995)
  const beginnings = Map.groupBy(cases, one => one.detail.slice(0, 4))
  const most = Math.max(...[...beginnings.values()].map(group => group.length))
  assert.ok(most < cases.length * 0.1, String(most))
})
