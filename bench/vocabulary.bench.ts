import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { AhoCorasick } from '@monyone/aho-corasick'
import { compileVocabulary, type WordEntry } from '#kernel/vocabulary/compile-vocabulary.rules.ts'
import { findWords } from '#kernel/vocabulary/find-words.rules.ts'
import { foldText, foldWord, isLatin } from '#kernel/vocabulary/fold.rules.ts'

type Print = (line: string) => void

const count = 100_000
const seconds = (from: number) => (performance.now() - from) / 1000

/** The same numbers on every machine. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

// 2,500 characters from the beginning of the block that hold most of what is written; rarer ones are drawn less.
const character = (next: (below: number) => number) =>
  String.fromCharCode(0x4e00 + Math.floor((next(2500) * next(2500)) / 2500))

/** Words of 2 to 8 characters that nobody said: drawn characters, every tenth of Latin letters. */
function syntheticWords(): string[] {
  const next = numbers(20260101)
  const words = new Set<string>()
  while (words.size < count) {
    const length = 2 + Math.min(next(7), next(7))
    const isLatinWord = next(10) === 0
    words.add(
      Array.from({ length: isLatinWord ? length + 2 : length }, () =>
        isLatinWord ? String.fromCharCode(97 + next(26)) : character(next),
      ).join(''),
    )
  }
  return [...words]
}

/** Texts of 400 characters: real messages where they are there, else drawn ones; every third holds a word of the list. */
function textsFrom(data: string, words: readonly string[]): { texts: string[]; real: boolean } {
  const file = join(data, 'citizen_messages/messages.jsonl')
  const real = existsSync(file)
  const next = numbers(7)
  const whole = real
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter(line => line !== '')
        .map(line => (JSON.parse(line) as { detail: string }).detail)
        .join('。')
    : Array.from({ length: 400_000 }, () => (next(12) === 0 ? '，' : character(next))).join('')
  const texts: string[] = []
  for (let at = 0; at + 400 <= whole.length; at += 400) {
    const text = whole.slice(at, at + 400)
    const planted = ` ${words[next(words.length)]} `
    texts.push(texts.length % 3 === 0 ? text.slice(0, 200) + planted + text.slice(200) : text)
  }
  return { texts, real }
}

/** What looking for every word at every place finds, in texts folded the same way. */
function naive(words: readonly string[], text: string): Set<string> {
  const plain = foldText(text)
  const found = new Set<string>()
  for (const word of words) {
    const wanted = foldText(word)
    const latin = foldWord(word).every(isLatin)
    for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + 1)) {
      const ends = [plain.charCodeAt(at - 1), plain.charCodeAt(at + wanted.length)]
      if (!latin || !ends.some(unit => !Number.isNaN(unit) && isLatin(unit))) found.add(wanted)
    }
  }
  return found
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const heap = () => {
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
const mebibytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1)

/** Megabytes of UTF-8 in a second, the best of three rounds. */
function rate(texts: readonly string[], search: (text: string) => unknown): number {
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  let best = 0
  for (let round = 0; round < 4; round++) {
    const from = performance.now()
    for (const text of texts) search(text)
    if (round > 0) best = Math.max(best, bytes / 1e6 / seconds(from))
  }
  return best
}

export const bench = {
  name: 'vocabulary',
  async run({ data, print }: { data: string; print: Print; arguments: string[] }): Promise<void> {
    const words = syntheticWords()
    print(`${count.toLocaleString('en')} SYNTHETIC words of 2 to 8 characters (drawn, nobody's list)`)
    const entries: WordEntry[] = words.map(word => ({
      word,
      category: 'synthetic',
      action: 'mark',
      overridable: true,
      onlyWith: [],
      notWith: [],
    }))
    const before = heap()
    const from = performance.now()
    const vocabulary = compileVocabulary(entries, [])
    const built = seconds(from)
    print(
      `  built in ${built.toFixed(2)} s, ${mebibytes(heap() - before)} MiB, ${vocabulary.automaton.base.length.toLocaleString('en')} states`,
    )
    const { texts, real } = textsFrom(data, words)
    print(
      `${texts.length} texts of 400 characters, ${real ? 'real messages' : 'drawn'}, a word in every third`,
    )
    const ours = rate(texts, text => findWords(vocabulary, text))
    print(`  ours, with folding and signs inside words: ${ours.toFixed(1)} MB/s on one core`)
    const peerBefore = heap()
    const peerFrom = performance.now()
    const peer = new AhoCorasick(words)
    print(
      `  peer @monyone/aho-corasick 1.1.11: built in ${seconds(peerFrom).toFixed(2)} s, ${mebibytes(heap() - peerBefore)} MiB`,
    )
    const theirs = rate(texts, text => peer.matchInText(text))
    print(
      `  peer, texts as they are: ${theirs.toFixed(1)} MB/s; ratio ours / peer ${(ours / theirs).toFixed(2)}`,
    )
    let wrong = 0
    let hits = 0
    const sample = texts.filter((_, place) => place % Math.ceil(texts.length / 60) === 0)
    for (const text of sample) {
      // Marks of writing part words here and not in the reference: both get the text without any.
      const plain = foldText(text)
      const found = new Set(findWords(vocabulary, plain).map(hit => foldText(words[hit.entry]!)))
      const expected = naive(words, plain)
      hits += expected.size
      wrong += [...expected].filter(one => !found.has(one)).length
      wrong += [...found].filter(one => !expected.has(one)).length
    }
    print(`  against a naive search on ${sample.length} texts: ${hits} words found, ${wrong} differences`)
  },
}
