import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDecoration, languageOf, matterOf, nextMailTry, storable } from './mail-matter.rules.ts'

test('a mail becomes a matter as it was said', () => {
  assert.deepEqual(matterOf({ subject: ' 路灯 ', text: ' 不亮三天了。\n' }), {
    subject: '路灯',
    detail: '不亮三天了。',
    cut: false,
  })
})

test('a matter always has words', () => {
  assert.equal(matterOf({ subject: '路灯不亮', text: '' }).detail, '路灯不亮')
  assert.equal(matterOf({ subject: '', text: ' ' }).detail, '（邮件没有正文，见附件）')
})

test('what is longer than a case may be is cut and says so, never in the middle of a sign', () => {
  const whole = matterOf({ subject: '', text: '灯'.repeat(20_000) })
  assert.deepEqual([whole.cut, whole.detail.length], [false, 20_000])
  const long = matterOf({ subject: '𠀀'.repeat(150), text: '灯'.repeat(20_001) })
  assert.deepEqual([long.cut, long.detail.length, long.subject.length], [true, 20_000, 200])
  assert.ok(long.detail.endsWith('（正文过长，全文见附件）'))
  assert.ok(matterOf({ subject: `a${'𠀀'.repeat(150)}`, text: 'x' }).subject.isWellFormed())
})

test('what cannot be stored is left out', () => {
  assert.equal(storable('a\u0000b', 10), 'ab')
  assert.ok(storable('a𠀀', 2).isWellFormed())
})

test('who writes one Chinese sign is answered in Chinese', () => {
  assert.equal(languageOf('lamp 灯'), 'zh')
  assert.equal(languageOf('The lamp is out.'), 'en')
  assert.equal(languageOf('  '), 'zh')
})

test('only a small picture inside the text is decoration', () => {
  assert.equal(isDecoration({ inside: true, bytes: 8191 }), true)
  assert.equal(isDecoration({ inside: true, bytes: 8192 }), false)
  assert.equal(isDecoration({ inside: false, bytes: 10 }), false)
})

test('a try that failed is repeated later and later, and then a person looks', () => {
  const now = new Date('2026-11-22T08:00:00Z')
  assert.deepEqual(
    [1, 2, 4, 5].map(tries => nextMailTry(tries, now)?.toISOString() ?? null),
    ['2026-11-22T08:00:30.000Z', '2026-11-22T08:01:00.000Z', '2026-11-22T08:04:00.000Z', null],
  )
})
