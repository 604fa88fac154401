import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { readErrorEntries, renderErrors } from '../scripts/error-entries.ts'

const root = resolve(import.meta.dirname, '..')

test('docs/errors.md is what the catalogue says', async () => {
  assert.equal(
    readFileSync(resolve(root, 'docs/errors.md'), 'utf8'),
    renderErrors(await readErrorEntries()),
    'run `npm run generate`',
  )
})

test('every entry speaks both languages, advises the operator, and has an HTTP error status', async () => {
  const catalogue = [...(await readErrorEntries())]
  assert.ok(catalogue.length >= 30, `only ${catalogue.length} entries were read`)
  for (const [code, entry] of catalogue) {
    assert.match(entry.zh, /\p{Script=Han}/u, code)
    assert.doesNotMatch(entry.en, /\p{Script=Han}/u, code)
    assert.ok(entry.advice.length > 10, code)
    assert.ok(entry.status >= 400 && entry.status < 600, code)
    const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(match => match[1]).sort()
    assert.deepEqual(places(entry.zh), places(entry.en), `${code}: the sentences name other details`)
  }
})

test('a code begins with the room that declares it', async () => {
  const folders = new Set(globSync('src/*/', { cwd: root }).map(path => path.split(/[\\/]/)[1]))
  for (const code of (await readErrorEntries()).keys()) assert.ok(folders.has(code.split('.')[0]), code)
})

test('every code that is thrown stands in the catalogue, and every entry is thrown somewhere', async () => {
  const codes = new Set((await readErrorEntries()).keys())
  const text = globSync('src/**/*.ts', { cwd: root })
    .filter(path => !path.endsWith('.test.ts'))
    .map(path => [path, readFileSync(resolve(root, path), 'utf8')] as const)
  const thrown = new Set<string>()
  for (const [path, source] of text) {
    if (path.endsWith('.errors.ts')) continue
    for (const [, code] of source.matchAll(/\b\w+Error\(\s*'([a-z-]+\.[a-z0-9-]+)'/g)) {
      assert.ok(codes.has(code!), `${path} throws ${code}, which is not in the catalogue`)
    }
    for (const [, code] of source.matchAll(/'([a-z-]+\.[a-z0-9-]+)'/g)) thrown.add(code!)
  }
  assert.deepEqual(
    [...codes].filter(code => !thrown.has(code)),
    [],
    'entries nobody throws',
  )
})
