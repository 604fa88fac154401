import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blindOf, charactersOf, type Followed, relianceOf } from './reliance.rules.ts'

const verdict = (changes: Partial<Followed> = {}): Followed => ({
  overridden: false,
  blind: false,
  evidenceOpened: true,
  seconds: 10,
  ...changes,
})

test('reliance is of adoptions that are known to be read or not, and of no others', () => {
  assert.deepEqual(relianceOf([]), { known: 0, unopened: null, seconds: null })
  const some = [
    verdict({ evidenceOpened: false, seconds: 2 }),
    verdict({ evidenceOpened: true, seconds: 4 }),
    verdict({ evidenceOpened: true, seconds: 6 }),
    verdict({ evidenceOpened: true, seconds: 8 }),
    verdict({ evidenceOpened: null, seconds: null }),
    verdict({ evidenceOpened: false, overridden: true, seconds: 90 }),
    verdict({ evidenceOpened: false, blind: true, seconds: 90 }),
  ]
  assert.deepEqual(relianceOf(some), { known: 4, unopened: 0.25, seconds: 6 })
  assert.deepEqual(relianceOf([verdict({ evidenceOpened: null })]), { known: 0, unopened: null, seconds: 10 })
})

test('blind verdicts are counted with those that differed', () => {
  const some = [verdict(), verdict({ blind: true }), verdict({ blind: true, overridden: true })]
  assert.deepEqual(blindOf(some), { settled: 2, overridden: 1 })
})

test('characters are of texts, however deep they lie', () => {
  assert.equal(charactersOf({ subject: '路灯', detail: ['不亮', { more: '三天了' }], n: 5, none: null }), 7)
  assert.equal(charactersOf('路灯'), 2)
  assert.equal(charactersOf(undefined), 0)
})
