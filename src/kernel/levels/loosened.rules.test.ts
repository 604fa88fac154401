import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type LevelSettings, shippedSettings } from './level-settings.contract.ts'
import { loosenedBy } from './loosened.rules.ts'

const shipped = { mobile: 'L4', name: 'L3' } as const
const of = (part: Partial<LevelSettings>): LevelSettings => ({ ...shippedSettings, ...part })
const between = (before: Partial<LevelSettings>, after: Partial<LevelSettings>) =>
  loosenedBy(of(before), of(after), shipped)

test('a type of finding that falls protects less, one that rises does not', () => {
  assert.deepEqual(between({}, { findings: { mobile: 'L3' } }), [
    { kind: 'finding', name: 'mobile', from: 'L4', to: 'L3' },
  ])
  assert.deepEqual(between({}, { findings: { name: 'L4' } }), [])
  assert.deepEqual(between({ findings: { name: 'L4' } }, {}), [
    { kind: 'finding', name: 'name', from: 'L4', to: 'L3' },
  ])
  assert.deepEqual(between({}, { findings: { name: 'L3' } }), [], 'said aloud what holds anyway')
  assert.equal(
    between({}, { findings: { 'own:meter': 'L3' } })[0]?.from,
    'L4',
    'a type nobody knows counts as highest',
  )
})

test('a ceiling that rises protects less, one that falls does not', () => {
  const one = (level: 'L1' | 'L2' | 'L3' | 'L4') => ({ ceilings: { 'model:x': level } })
  assert.deepEqual(between({}, one('L2')), [])
  assert.deepEqual(between(one('L2'), one('L3')), [
    { kind: 'ceiling', name: 'model:x', from: 'L2', to: 'L3' },
  ])
  assert.deepEqual(between(one('L2'), {}), [{ kind: 'ceiling', name: 'model:x', from: 'L2', to: 'L4' }])
  assert.deepEqual(between(one('L3'), one('L2')), [])
})

test('a raise that is taken back or lowered, and a flag that is taken back, protect less', () => {
  const field = (raise: 'L3' | 'L4' | null, flags: ('important' | 'core')[] = []) => ({
    fields: { a: { raise, flags } },
  })
  assert.deepEqual(between({}, field('L4', ['core'])), [])
  assert.deepEqual(between(field('L4'), field('L3')), [{ kind: 'field', name: 'a', from: 'L4', to: 'L3' }])
  assert.deepEqual(between(field('L3'), {}), [{ kind: 'field', name: 'a', from: 'L3', to: '-' }])
  assert.deepEqual(between(field('L3', ['core']), field('L4', ['important'])), [
    { kind: 'flag', name: 'a', from: 'core', to: '-' },
  ])
})
