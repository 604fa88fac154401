import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { root } from './source-files.ts'

interface Mutant {
  find: string
  replace: string
}

const rules = globSync(['src/**/*.rules.ts', 'console/**/*.rules.ts'], { cwd: root }).map(path =>
  resolve(root, path),
)
const hook = pathToFileURL(resolve(import.meta.dirname, 'mutant-hook.ts'))

function runTests(path: string, mutant: Mutant): Promise<number> {
  const url = new URL(hook)
  url.searchParams.set('file', pathToFileURL(path).href)
  url.searchParams.set('find', mutant.find)
  url.searchParams.set('replace', mutant.replace)
  const tests = path.replace(/\.ts$/, '.test.ts')
  return new Promise(done => {
    // A mutant may loop for ever: that is a death too.
    execFile(
      process.execPath,
      ['--import', url.href, tests],
      { timeout: 60_000, maxBuffer: 1 << 26 },
      error => done(error === null ? 0 : 1),
    )
  })
}

test('every rules file has tests and planted mutants', () => {
  assert.ok(rules.length >= 10, `only ${rules.length} rules files were found`)
  const bare = rules.filter(
    path =>
      !existsSync(path.replace(/\.ts$/, '.test.ts')) || !existsSync(path.replace(/\.ts$/, '.mutants.json')),
  )
  assert.deepEqual(bare, [])
})

for (const path of rules) {
  const file = path.replace(/\.ts$/, '.mutants.json')
  if (!existsSync(file)) continue
  const mutants = JSON.parse(readFileSync(file, 'utf8')) as Mutant[]
  const name = path.slice(root.length + 1)
  test(`the tests of ${name} kill its ${mutants.length} planted mutants`, {
    concurrency: false,
  }, async () => {
    assert.ok(mutants.length >= 3, 'at least three mutants')
    const source = readFileSync(path, 'utf8')
    // The control: without it, tests that fail anyway would count as killers.
    const same = mutants[0]!.find
    assert.equal(await runTests(path, { find: same, replace: same }), 0, 'the tests pass without a mutant')
    for (const mutant of mutants) {
      assert.equal(source.split(mutant.find).length, 2, `must stand exactly once: ${mutant.find}`)
      assert.notEqual(await runTests(path, mutant), 0, `survived: ${mutant.find} → ${mutant.replace}`)
    }
  })
}
