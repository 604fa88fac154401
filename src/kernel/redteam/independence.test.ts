import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const suites = join(import.meta.dirname, 'suites')
const training = join(import.meta.dirname, '../attack/training')

/** The texts of JSON lines, as written: before anything is encoded. */
function textsOf(folder: string): string[] {
  return readdirSync(folder)
    .filter(name => name.endsWith('.jsonl'))
    .flatMap(name => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter(line => line.trim() !== '')
    .flatMap(line => {
      const { text } = JSON.parse(line) as { text?: string }
      return text === undefined ? [] : [text]
    })
}

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

const sentencesOf = (texts: readonly string[]) =>
  new Set(
    texts
      .flatMap(text => text.split(/[。！？；!?;.\n]+/))
      .map(plain)
      // Shorter ones are everyday words that nobody wrote first.
      .filter(sentence => sentence.length >= 8),
  )

/** Runs of signs so long that two people do not write them by chance. */
function runsOf(texts: readonly string[], length: number): Set<string> {
  const runs = new Set<string>()
  for (const text of texts.map(plain))
    for (let at = 0; at + length <= text.length; at++) runs.add(text.slice(at, at + length))
  return runs
}

// What a guard was trained on says nothing about what it catches.
test('the suites share no sentence, and no long run of signs, with what the guard is trained on', () => {
  const [own, taught] = [textsOf(suites), textsOf(training)]
  assert.ok(own.length >= 300 && taught.length >= 300, `${own.length} and ${taught.length} texts were read`)
  const seen = sentencesOf(taught)
  assert.deepEqual(
    [...sentencesOf(own)].filter(one => seen.has(one)),
    [],
  )
  const shares = (text: string, runs: Set<string>, length: number) => {
    const signs = plain(text)
    return Array.from({ length: Math.max(0, signs.length - length + 1) }, (_, at) =>
      signs.slice(at, at + length),
    ).some(run => runs.has(run))
  }
  const chinese = (text: string) => /\p{Script=Han}/u.test(text)
  const [hanRuns, latinRuns] = [runsOf(taught.filter(chinese), 14), runsOf(taught, 40)]
  assert.deepEqual(
    own.filter(text => (chinese(text) ? shares(text, hanRuns, 14) : shares(text, latinRuns, 40))),
    [],
  )
})
