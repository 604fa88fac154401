import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyContent, gapsOf, type Judged, proposedContent } from './gaps.rules.ts'
import { impactQuestions, type RegisterContent, requiredTexts } from './register.contract.ts'

const complete: RegisterContent = {
  ...emptyContent(),
  ...Object.fromEntries(requiredTexts.map(name => [name, 'x'])),
  impact: Object.fromEntries(impactQuestions.map(name => [name, 'x'])) as RegisterContent['impact'],
  notFor: {
    'social-scoring': true,
    'live-biometrics': true,
    'emotion-of-staff': true,
    'decides-alone': true,
  },
}
const judged = (changes: Partial<Judged> = {}): Judged => ({
  content: complete,
  responsible: 'person',
  assessedUntil: '2027-06-01',
  risk: 'medium',
  today: '2026-11-23',
  ...changes,
})

test('nothing is wanting in a complete entry; texts that may be empty may be empty', () => {
  assert.deepEqual(gapsOf(judged()), [])
  assert.equal(complete.website, '')
})

test('each gap is named by its field', () => {
  for (const name of requiredTexts)
    assert.deepEqual(gapsOf(judged({ content: { ...complete, [name]: '' } })), [name])
  const impact = { ...complete.impact, groups: '' }
  assert.deepEqual(gapsOf(judged({ content: { ...complete, impact } })), ['impact.groups'])
  const notFor = { ...complete.notFor, 'social-scoring': false }
  assert.deepEqual(gapsOf(judged({ content: { ...complete, notFor } })), ['notFor.social-scoring'])
  assert.deepEqual(gapsOf(judged({ responsible: null })), ['responsible'])
})

test('an assessment ends after today and no later than its risk allows', () => {
  const until = (assessedUntil: string | null, risk: Judged['risk'] = 'medium') =>
    gapsOf(judged({ assessedUntil, risk }))
  assert.deepEqual(until(null), ['assessedUntil'])
  assert.deepEqual(until('2026-11-23'), ['assessedUntil-past'])
  assert.deepEqual(until('2026-11-24'), [])
  assert.deepEqual(until('2028-11-23'), [])
  assert.deepEqual(until('2028-11-24'), ['assessedUntil-late'])
  assert.deepEqual(until('2027-11-23', 'high'), [])
  assert.deepEqual(until('2027-11-24', 'high'), ['assessedUntil-late'])
  assert.deepEqual(until('2029-11-23', 'low'), [])
})

test('a proposal fills what it says, confirms nothing for anybody, and leaves the rest empty', () => {
  const made = proposedContent({ summary: '建议', impact: { ...emptyContent().impact, groups: '某些人' } })
  assert.deepEqual([made.summary, made.impact.groups, made.impact['without-it']], ['建议', '某些人', ''])
  assert.ok(Object.values(made.notFor).every(confirmed => !confirmed))
  assert.deepEqual(proposedContent(), emptyContent())
})
