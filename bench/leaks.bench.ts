import { z } from 'zod'
import { level } from '#base/index.ts'
import { systemActor } from '#identity/index.ts'
import { createKernel, defineAlgorithm } from '#kernel/index.ts'
import { registerHere } from '../test/register-here.store.ts'
import { type Draw, drawFrom } from './leaks.draw.ts'
import { type LeakHub, openLeakHub, type Planted, plantCase } from './leaks.hub.ts'
import { type Canaries, canariesOf, found, normalForm, types } from './leaks.plant.ts'
import { sentenceOf } from './leaks.sentences.ts'
import { type Leak, leaksIn, operationsOf, requestOf, send } from './leaks.walk.ts'

type Print = (line: string) => void

const requests = 10_000
const casesOfEach = 12
const texts = 3000
const departments = ['dept-urban', 'dept-water'] as const

// Where what people said stands, so that most requests ask there.
const tells =
  /^\/api\/(?:cases|cases\/\{caseId\}|cases\/\{caseId\}\/advice|exports\/cases|decisions\/\{decisionId\}|guard\/items.*)$/
const holding = /cases|export|decision|guard|board|inbox|alarm|look/

function tally(leaks: readonly Leak[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { type, why, route, reader } of leaks) {
    const key = `${type}, ${why}: ${route} as ${reader}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

function printLeaks(print: Print, leaks: readonly Leak[]): void {
  const all = [...tally(leaks)].toSorted((one, other) => other[1] - one[1])
  for (const [key, count] of all.slice(0, 12)) print(`    ${count} × ${key}`)
  if (all.length > 12) print(`    and ${all.length - 12} more kinds`)
}

/** Walks the routes at random. @returns what leaked, and how often readers who may see canaries saw some. */
async function walk(open: LeakHub, draw: Draw, given: { canaries: Canaries[]; planted: Planted[] }) {
  const operations = await operationsOf(open)
  const gets = operations.filter(one => one.method === 'GET')
  const rich = gets.filter(one => holding.test(one.path))
  const telling = gets.filter(one => tells.test(one.path))
  const leaks: Leak[] = []
  const statuses = new Map<string, number>()
  const routes = new Set<string>()
  let seen = 0
  for (let turn = 0; turn < requests; turn++) {
    // Each operation once, then at random; a fifth of the requests are acts and errors.
    const operation =
      turn < operations.length
        ? operations[turn]!
        : draw.of(draw.of([telling, telling, rich, gets, operations]))
    const reader = draw.of(open.readers)
    const request = requestOf(draw, operation, given.planted)
    const answer = await send(open, { reader, operation, request, turn })
    const kind = String(answer.status)
    statuses.set(kind, (statuses.get(kind) ?? 0) + 1)
    const route = `${operation.method} ${operation.path}`
    routes.add(route)
    const normal = normalForm(answer.text)
    if (given.canaries.some(one => found(one, answer.text, normal).length > 0)) seen += 1
    leaks.push(...leaksIn(answer.text, { reader, route, planted: given.canaries }))
  }
  return { leaks, statuses, routes, operations: operations.length, seen }
}

/** Texts through the door, with a model that keeps what it was given: what a provider would have read. */
async function listen(open: LeakHub, draw: Draw, print: Print): Promise<void> {
  const asked: string[] = []
  const algorithm = defineAlgorithm({
    id: 'bench.listen',
    version: '1',
    title: { zh: '量测', en: 'Measured' },
    purpose: 'bench',
    owner: 'bench',
    risk: 'low',
    gate: 'informs',
    onAttack: 'mark',
    input: z.object({ text: level('L4', z.string()) }),
    output: z.object({ label: level('L1', z.string()) }),
    breaker: { overrideShare: 1, minimumCount: 1_000_000 },
    fallback: 'human-queue',
    expiresAfterHours: 1,
    run: async ({ text }, tools) => {
      await tools.classify({ task: 'bench', text, explain: false })
      return { outcome: 'abstained', value: null, confidence: null, evidence: [], reason: 'no-match' }
    },
  })
  for (const ceiling of ['L2', 'L4'] as const) {
    const kernel = createKernel({
      database: open.hub.hub.database,
      algorithms: [algorithm],
      ports: {
        models: {
          ceiling: () => ceiling,
          classify: async ({ text }) => {
            asked.push(text)
            return null
          },
        },
        knowledge: { retrieve: async () => [], ceiling: () => ceiling },
      },
    })
    await registerHere(open.hub.hub.database, [algorithm])
    print(`  a provider with ceiling ${ceiling}, ${texts} sentences of each type:`)
    for (const type of types) {
      const canaries = canariesOf(draw, { place: 'sentence', department: '-', number: 6 })
      const made = Array.from({ length: texts }, () => sentenceOf(draw, type, canaries.next()[type]))
      asked.length = 0
      const items = made.map(({ text }, place) => ({ subject: `bench:${place}`, input: { text } }))
      for (let from = 0; from < items.length; from += 500)
        await kernel.inferMany(algorithm, items.slice(from, from + 500), systemActor)
      const through = new Map<string, number>()
      let count = 0
      for (const [place, text] of asked.entries()) {
        if (!found(canaries, text, normalForm(text)).includes(type)) continue
        count += 1
        const { way } = made[place]!
        through.set(way, (through.get(way) ?? 0) + 1)
      }
      const unmasked = ceiling === 'L4' && (type === 'name' || type === 'email')
      const by = [...through].map(([way, times]) => `${way} ${times}`).join(', ')
      print(
        `    ${type.padEnd(9)} let through ${count} of ${asked.length} (${((100 * count) / asked.length).toFixed(2)} %)${by && `: ${by}`}${unmasked ? '; L3, within this ceiling' : ''}`,
      )
    }
  }
}

export const bench = {
  name: 'Leaks of planted identities',
  async run({ print }: { print: Print }) {
    const draw = drawFrom(20_261_123)
    const open = await openLeakHub()
    try {
      const sets = departments.map((department, place) => ({
        field: canariesOf(draw, { place: 'field', department, number: place }),
        sentence: canariesOf(draw, { place: 'sentence', department, number: place + 2 }),
      }))
      const planted: Planted[] = []
      for (let i = 0; i < casesOfEach; i++)
        for (const set of sets) planted.push(await plantCase(open, draw, set))
      const canaries = sets.flatMap(set => [set.field, set.sentence])
      const { leaks, statuses, routes, operations, seen } = await walk(open, draw, { canaries, planted })
      print(
        `  ${requests} requests, ${routes.size} of ${operations} operations, ${open.readers.length} readers, ${planted.length} cases with ${sets.length * 2} sets of canaries`,
      )
      print(
        `  answers: ${[...statuses]
          .toSorted()
          .map(([kind, count]) => `${kind} ${count}`)
          .join(', ')}; canaries stood in ${seen} of them, where their readers may see some`,
      )
      const fields = leaks.filter(one => one.place === 'field')
      const sentences = leaks.filter(one => one.place === 'sentence')
      print(`  leaked from fields: ${fields.length} (goal: 0, ${fields.length === 0 ? 'met' : 'NOT met'})`)
      printLeaks(print, fields)
      print(`  leaked from sentences to readers who may not read them: ${sentences.length}`)
      printLeaks(print, sentences)
      const told = open.lines.join('\n')
      const inLog = canaries.flatMap(one =>
        found(one, told, normalForm(told)).map(type => `${one.place} ${type}`),
      )
      print(
        `  log at its most talkative, ${open.lines.length} lines: ${inLog.length === 0 ? 'no canary' : inLog.join(', ')}`,
      )
      await listen(open, draw, print)
    } finally {
      await open.close()
    }
  },
}
