import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { root } from './source-files.ts'

/** A text of a rules file and what is planted in its place. */
export interface Mutant {
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
    // A mutant may loop for ever: that is a death too. No test of rules takes a second.
    execFile(
      process.execPath,
      ['--import', url.href, tests],
      { timeout: 15_000, maxBuffer: 1 << 26 },
      error => done(error === null ? 0 : 1),
    )
  })
}

const runner = resolve(import.meta.dirname, 'mutant-runner.ts')
// A mutant may loop for ever: that is a death too. No test of rules takes a second.
const patience = 15_000

/** The words of one run from a place on; fewer than there are mutants when it had to be ended. */
function runMutants(path: string, mutants: string, first: number): Promise<string[]> {
  const child = spawn(process.execPath, [runner, pathToFileURL(path).href, mutants, String(first)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let said = ''
  let timer = setTimeout(() => child.kill('SIGKILL'), patience)
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    said += piece
    clearTimeout(timer)
    timer = setTimeout(() => child.kill('SIGKILL'), patience)
  })
  return new Promise(done =>
    child.on('close', () => {
      clearTimeout(timer)
      done(said.split('\n').filter(Boolean))
    }),
  )
}

/** What became of the rules as they are, and of each mutant. */
async function outcomes(path: string, file: string, count: number): Promise<string[]> {
  const words: string[] = []
  while (words.length < count + 1) {
    words.push(...(await runMutants(path, file, words.length - 1)))
    if (words.length < count + 1) words.push('killed')
  }
  return words
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
    const [control, ...fates] = await outcomes(path, file, mutants.length)
    // Without the control, tests that fail anyway would count as killers.
    assert.equal(control, 'survived', 'the tests pass without a mutant')
    for (const [place, mutant] of mutants.entries()) {
      assert.equal(source.split(mutant.find).length, 2, `must stand exactly once: ${mutant.find}`)
      if (fates[place] === 'killed') continue
      // Perhaps another module brought the rules in unchanged: alone, the mutant is in all of them.
      assert.notEqual(await runTests(path, mutant), 0, `survived: ${mutant.find} → ${mutant.replace}`)
    }
  })
}
