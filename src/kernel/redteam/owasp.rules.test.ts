import assert from 'node:assert/strict'
import { test } from 'node:test'
import { standingOf } from './owasp.rules.ts'
import { owaspYears } from './redteam.contract.ts'

const nothing = { writes: false, acts: false, vectors: false }
const everything = { writes: true, acts: true, vectors: true }
const many = () => 3

test('the lists of both years are complete, and their numbers differ', () => {
  const titles = (year: '2025' | '2026') =>
    standingOf(year, everything, many).map(one => [one.item, one.title.en])
  assert.deepEqual(titles('2025'), [
    ['LLM01', 'Prompt injection'],
    ['LLM02', 'Sensitive information disclosure'],
    ['LLM03', 'Supply chain'],
    ['LLM04', 'Data and model poisoning'],
    ['LLM05', 'Improper output handling'],
    ['LLM06', 'Excessive agency'],
    ['LLM07', 'System prompt leakage'],
    ['LLM08', 'Vector and embedding weaknesses'],
    ['LLM09', 'Misinformation'],
    ['LLM10', 'Unbounded consumption'],
  ])
  assert.deepEqual(titles('2026'), [
    ['LLM01', 'Prompt injection'],
    ['LLM02', 'Sensitive information disclosure'],
    ['LLM03', 'Excessive agency'],
    ['LLM04', 'Supply chain'],
    ['LLM05', 'Data and model poisoning'],
    ['LLM06', 'Unbounded consumption'],
    ['LLM07', 'Misinformation'],
    ['LLM08', 'Hidden context exposure'],
    ['LLM09', 'Vector and embedding weaknesses'],
    ['LLM10', 'Improper output handling'],
  ])
})

test('what cannot be abused is not applicable with its reason, never measured, however many rows there are', () => {
  const states = (year: '2025' | '2026') =>
    standingOf(year, nothing, many)
      .filter(one => one.state === 'not-applicable')
      .map(one => one.item)
  assert.deepEqual(states('2025'), ['LLM05', 'LLM06', 'LLM07', 'LLM08', 'LLM09'])
  assert.deepEqual(states('2026'), ['LLM03', 'LLM07', 'LLM08', 'LLM09', 'LLM10'])
  for (const year of owaspYears)
    for (const one of standingOf(year, nothing, many)) {
      assert.equal(one.because === null, one.state === 'measured', one.item)
      if (one.state === 'not-applicable') assert.match(one.because!.en, /^Not applicable here, because/)
    }
})

test('each ability brings back its own items', () => {
  const applicable = (able: typeof nothing) =>
    standingOf('2025', able, many)
      .filter(one => one.state === 'not-applicable')
      .map(one => one.item)
  assert.deepEqual(applicable({ ...nothing, acts: true }), ['LLM05', 'LLM07', 'LLM08', 'LLM09'])
  assert.deepEqual(applicable({ ...nothing, vectors: true }), ['LLM05', 'LLM06', 'LLM07', 'LLM09'])
  assert.deepEqual(applicable({ ...nothing, writes: true }), ['LLM06', 'LLM08'])
  assert.deepEqual(applicable(everything), [])
})

test('without rows there is no figure, and supply chain says who checks it', () => {
  const without = standingOf('2025', everything, item => (item === 'LLM01' ? 1 : 0))
  assert.equal(without[0]!.state, 'measured')
  assert.deepEqual(
    without.slice(1).map(one => one.state),
    Array(9).fill('not-measured'),
  )
  assert.match(without[2]!.because!.en, /checksums/)
  assert.match(without[1]!.because!.en, /no attack/)
})
