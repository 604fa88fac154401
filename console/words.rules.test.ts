import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseSync } from 'vite'
import { differences, flatten, hardCoded, namedKeys } from './words.rules.ts'

test('keys are dotted', () => {
  assert.deepEqual(
    [...flatten({ a: 'x', b: { c: { d: 'y' } } })],
    [
      ['a', 'x'],
      ['b.c.d', 'y'],
    ],
  )
})

test('two languages differ by a key, by an empty string, by what is filled in', () => {
  assert.deepEqual(differences({ a: '{{x}} 件' }, { a: '{{ x }} cases' }), [])
  assert.deepEqual(differences({ a: 'x' }, {}), ['a: only in one language'])
  assert.deepEqual(differences({}, { b: { c: 'x' } }), ['b.c: only in one language'])
  assert.deepEqual(differences({ a: ' ' }, { a: 'x' }), ['a: empty'])
  assert.deepEqual(differences({ a: '{{x}}' }, { a: '{{y}}' }), ['a: fills in different values'])
})

test('keys are found in every sort of quotes, and beginnings of completed ones', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source of a template.
  const source = "t('kit:a.b'); t(`cases:state.${x}`); <p label=\"kit:c\" />; 'other:d'; 'node:test'"
  assert.deepEqual(namedKeys(source, ['kit', 'cases']), {
    whole: ['kit:a.b', 'kit:c'],
    beginnings: ['cases:state.'],
  })
})

test('text in a page is found, whatever the language; signs and expressions are not', () => {
  const found = (source: string) => hardCoded(parseSync('x.tsx', source).program)
  assert.deepEqual(found('const x = <p>派单 {a}</p>'), ['派单'])
  assert.deepEqual(found('const x = <p title="Send it">·</p>'), ['Send it'])
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source of a template.
  assert.deepEqual(found('const x = <p>{a && `：${a}`} {names.join("、")}</p>'), ['：', '、'])
  assert.deepEqual(found('const x = <p title={t("kit:a")} className="panel stack">{t("kit:b")} · </p>'), [])
})
