import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { recognise } from '../src/kernel/recognise/recognise.rules.ts'
import { makeSentences, type Sentence, templates } from './identities.sentences.ts'
import { rollDice } from './identities.values.ts'

interface Span {
  type: string
  start: number
  end: number
}
interface Run {
  data: string
  print(line: string): void
  arguments: string[]
}
interface Count {
  right: number
  overlapping: number
  found: number
  there: number
}

const share = (value: number) => value.toFixed(4)
const met = (reached: boolean) => (reached ? 'met' : 'NOT met')
const touches = (one: Span, other: Span) => one.start < other.end && one.end > other.start

/** Adds one text: exact places, and those that overlap. */
function judge(counts: Map<string, Count>, found: readonly Span[], truth: readonly Span[]): void {
  const of = (type: string) => {
    const count = counts.get(type) ?? { right: 0, overlapping: 0, found: 0, there: 0 }
    counts.set(type, count)
    return count
  }
  for (const one of truth) of(one.type).there += 1
  for (const one of found) {
    const count = of(one.type)
    count.found += 1
    const same = truth.filter(other => other.type === one.type)
    if (same.some(other => other.start === one.start && other.end === one.end)) count.right += 1
    if (same.some(other => touches(one, other))) count.overlapping += 1
  }
}

function total(counts: Iterable<Count>): Count {
  const sum = { right: 0, overlapping: 0, found: 0, there: 0 }
  for (const one of counts) for (const key of Object.keys(sum) as (keyof Count)[]) sum[key] += one[key]
  return sum
}

const precision = (count: Count) => count.right / Math.max(1, count.found)
const recall = (count: Count) => count.right / Math.max(1, count.there)

function row(name: string, count: Count): string {
  return `  ${name.padEnd(20)} recall ${share(recall(count))}  precision ${share(precision(count))}  there ${count.there}, found ${count.found}`
}

/** Mistakes of the generated part, so that whoever changes a rule sees what it costs. */
function mistakes(sentences: readonly Sentence[], print: Run['print']): void {
  let shown = 0
  for (const { text, truth } of sentences) {
    const found = recognise(text, { structuredOnly: true })
    const wrong = found.filter(
      one =>
        !truth.some(other => other.type === one.type && other.start === one.start && other.end === one.end),
    )
    const missed = truth.filter(
      one =>
        !found.some(other => other.type === one.type && other.start === one.start && other.end === one.end),
    )
    if ((wrong.length === 0 && missed.length === 0) || shown++ >= 40) continue
    print(
      `  ${JSON.stringify(text)} wrong ${wrong.map(one => `${one.type}:${text.slice(one.start, one.end)}`)} missed ${missed.map(one => `${one.type}:${text.slice(one.start, one.end)}`)}`,
    )
  }
}

function generated({ print, arguments: given }: Run): void {
  const sentences = makeSentences(rollDice(20261123), 22_000)
  const counts = new Map<string, Count>()
  for (const { text, truth } of sentences) judge(counts, recognise(text, { structuredOnly: true }), truth)
  print(`${sentences.length} generated sentences, ${templates.length} templates, exact places:`)
  for (const [type, count] of [...counts].sort()) print(row(type, count))
  const all = total(counts.values())
  print(row('all structured', all))
  print(
    `  recall target 0.995 ${met(recall(all) >= 0.995)}, precision target 0.99 ${met(precision(all) >= 0.99)}`,
  )
  if (given.includes('--mistakes')) mistakes(sentences, print)
  // With cutting into words, names and addresses as well: the identities must come out the same.
  const whole = new Map<string, Count>()
  for (const { text, truth } of sentences.slice(0, 4000))
    judge(
      whole,
      recognise(text).filter(one => counts.has(one.type)),
      truth,
    )
  print(row('with names, places', total(whole.values())))
}

interface Row {
  text: string
  entities: Span[]
}

function named({ data, print }: Run): void {
  const path = join(data, 'cluener2020', 'train.jsonl')
  if (!existsSync(path)) {
    print(`names and addresses: ${path} is not there; not measured`)
    return
  }
  const rows = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Row)
    // Rules and lists were made on the even rows; the odd ones are judged.
    .filter((_, at) => at % 2 === 1)
  const counts = new Map<string, Count>()
  for (const { text, entities } of rows) {
    const found = recognise(text, { places: true }).filter(
      one => one.type === 'name' || one.type === 'address',
    )
    judge(
      counts,
      found,
      entities.filter(one => one.type === 'name' || one.type === 'address'),
    )
  }
  print(`cluener2020, ${rows.length} rows not looked at while the rules were written:`)
  for (const [type, count] of counts)
    print(`${row(type, count)}, overlapping precision ${share(count.overlapping / Math.max(1, count.found))}`)
  const all = total(counts.values())
  print(
    `${row('names and addresses', all)}, overlapping precision ${share(all.overlapping / Math.max(1, all.found))}`,
  )
  print(
    `  recall target 0.60 ${met(recall(all) >= 0.6)}, precision target 0.80 ${met(precision(all) >= 0.8)}`,
  )
}

function rate(texts: readonly string[], structuredOnly: boolean): number {
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  const rates = Array.from({ length: 7 }, () => {
    const start = process.cpuUsage()
    for (const text of texts) recognise(text, { structuredOnly })
    const used = process.cpuUsage(start)
    return bytes / Math.max(1, used.user + used.system)
  })
  return rates.sort((one, other) => one - other)[3]!
}

function speed({ data, print }: Run): void {
  const path = join(data, 'citizen_messages', 'messages.jsonl')
  const sentences = makeSentences(rollDice(7), 5000).map(one => one.text)
  const dense = rate(sentences, true)
  print(`structured, sentences full of numbers: ${dense.toFixed(1)} MB of UTF-8 a second of one core`)
  if (!existsSync(path)) {
    print(`speed on citizens' messages: ${path} is not there; not measured`)
    return
  }
  const texts = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map(line => (JSON.parse(line) as { detail: string }).detail)
  const real = rate(texts, true)
  print(`structured, citizens' messages: ${real.toFixed(1)} MB/s (target 50 ${met(real >= 50)})`)
  print(`everything, citizens' messages: ${rate(texts.slice(0, 800), false).toFixed(1)} MB/s`)
}

/** Identities in texts: generated ones that anyone can measure, and those of the shared data where it is there. */
export const bench = {
  name: 'identities',
  run: async (given: Run): Promise<void> => {
    generated(given)
    named(given)
    speed(given)
  },
}
