import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import type { Mutant } from './mutants.test.ts'

// Started as `node mutant-runner.ts <url of the rules> <their mutants> <first>`: the tests of one rules file against each of its
// mutants in one process, because loading what they import takes ten times as long as running them. Writes a line for
// each: `killed` or `survived`; the first, -1, is the rules as they are.
const [target, mutantsFile, first] = process.argv.slice(2) as [string, string, string]
const mutants = JSON.parse(readFileSync(mutantsFile, 'utf8')) as Mutant[]
const tests = target.replace(/\.ts$/, '.test.ts')
const shim = 'mutant-test:'

type Body = (context: unknown) => unknown
const held: { bodies: Body[] } = { bodies: [] }
Object.assign(globalThis, { mutantTests: held })

const placeOf = (url: string | undefined) => /[?&]mutant=(-?\d+)$/.exec(url ?? '')?.[1]

registerHooks({
  resolve(specifier, context, next) {
    const place = placeOf(context.parentURL)
    if (place === undefined) return next(specifier, context)
    if (specifier === 'node:test')
      return { url: `${shim}?mutant=${place}`, format: 'module', shortCircuit: true }
    const found = next(specifier, context)
    return found.url === target ? { ...found, url: `${target}?mutant=${place}` } : found
  },
  load(url, context, next) {
    if (url.startsWith(shim)) {
      const source = `const { bodies } = globalThis.mutantTests
        export const test = (name, one, other) => void bodies.push(other ?? one)
        export const before = body => void bodies.unshift(body)`
      return { format: 'module', source, shortCircuit: true }
    }
    const loaded = next(url, context)
    const mutant = mutants[Number(placeOf(url) ?? -1)]
    if (!mutant || url.split('?')[0] !== target || !loaded.source) return loaded
    return { ...loaded, source: loaded.source.toString().replace(mutant.find, () => mutant.replace) }
  },
})

const context = {
  after: () => undefined,
  diagnostic: () => undefined,
  test: async (_name: string, body: Body) => void (await body(context)),
}

async function outcomeOf(place: number): Promise<'killed' | 'survived'> {
  held.bodies.length = 0
  try {
    await import(`${tests}?mutant=${place}`)
    for (const body of [...held.bodies]) await body(context)
    return held.bodies.length > 0 ? 'survived' : 'killed'
  } catch {
    return 'killed'
  }
}

for (let place = Number(first); place < mutants.length; place++)
  process.stdout.write(`${await outcomeOf(place)}\n`)
process.exit(0)
