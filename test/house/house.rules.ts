import { posix } from 'node:path'
import { rooms } from '../../src/base/rooms.ts'

export interface File {
  path: string
  text: string
}

/** A breach of a house rule, in words. */
export type Breach = string

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g

/** Module specifiers a file names, static and dynamic. */
export function importsOf(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '')
  return [...code.matchAll(importPattern)].map(match => (match[1] ?? match[2])!)
}

/** The room a path lies in: `console`, a room of the stack, `scenarios/<name>`, or `join` for src/main.ts. */
export function roomOf(path: string): string {
  const parts = path.split('/')
  if (parts[0] === 'console') return 'console'
  if (parts[0] !== 'src') return 'outside'
  if (path.includes('/console/')) return 'console'
  if (parts.length === 2) return 'join'
  return parts[1] === 'scenarios' && parts.length > 3 ? `scenarios/${parts[2]}` : parts[1]!
}

/** The path an import leads to inside the repository, or null for a package. */
export function targetOf(from: string, specifier: string): string | null {
  if (specifier.startsWith('.')) return posix.normalize(posix.join(posix.dirname(from), specifier))
  if (specifier.startsWith('#console/')) return `console/${specifier.slice(9)}`
  if (specifier.startsWith('#')) return `src/${specifier.slice(1)}`
  return null
}

const rank = (room: string) =>
  rooms.indexOf((room.startsWith('scenarios/') ? 'scenarios' : room) as (typeof rooms)[number])
const isContract = (path: string) => path.endsWith('.contract.ts')
const isDoor = (path: string) => path.endsWith('/index.ts') || isContract(path)

function importBreach(from: string, to: string): Breach | null {
  const [own, other] = [roomOf(from), roomOf(to)]
  if (own === 'join' || own === other || other === 'outside') {
    if (isContract(from) && own === other && own !== 'console' && !isContract(to))
      return `${from} is a contract and imports ${to}`
    return null
  }
  if (other === 'join') return `${from} imports the join ${to}`
  if (own === 'console')
    return isContract(to) ? null : `${from}: the console imports contracts only, not ${to}`
  if (other === 'console')
    return /\.(strings|nav)\.ts$/.test(to) ? null : `${from}: a server room imports the console (${to})`
  if (own.startsWith('scenarios/') && other.startsWith('scenarios/'))
    return `${from}: scenarios never import one another (${to})`
  if (rank(other) < 0) return `${from}: unknown room of ${to}`
  if (rank(other) >= rank(own)) return `${from}: ${own} may not know ${other} (${to})`
  if (!isDoor(to)) return `${from}: enters ${other} past its door (${to})`
  if (isContract(from) && !isContract(to)) return `${from}: a contract imports contracts only, not ${to}`
  return null
}

/** Breaches of import order, doors, contracts and scenarios. */
export function importBreaches(files: readonly File[]): Breach[] {
  return files.flatMap(file =>
    importsOf(file.text)
      .map(specifier => targetOf(file.path, specifier))
      .filter(target => target !== null)
      .map(target => importBreach(file.path, target))
      .filter(breach => breach !== null),
  )
}

/** Import cycles, each once, as the list of its paths. Type-only imports count: they bind minds as well. */
export function cycles(files: readonly File[]): string[][] {
  const known = new Set(files.map(file => file.path))
  const edges = new Map(
    files.map(file => [
      file.path,
      importsOf(file.text)
        .map(specifier => targetOf(file.path, specifier))
        .filter(to => to !== null && known.has(to)) as string[],
    ]),
  )
  const found: string[][] = []
  const state = new Map<string, 'open' | 'done'>()
  const walk = (path: string, trail: string[]): void => {
    if (state.get(path) === 'done') return
    if (state.get(path) === 'open') {
      found.push(trail.slice(trail.indexOf(path)))
      return
    }
    state.set(path, 'open')
    for (const next of edges.get(path) ?? []) walk(next, [...trail, path])
    state.set(path, 'done')
  }
  for (const path of edges.keys()) walk(path, [])
  return found
}

const sqlPattern =
  /(?<![.\w])sql(<[^`]*>)?`|\bsql\.raw\b|\.(selectFrom|insertInto|updateTable|deleteFrom|mergeInto)\(/
const inputOutput =
  /from ['"](node:(fs|net|http|https|child_process|worker_threads|dns|dgram|tls)[^'"]*|pg|kysely|pg-boss|fastify)['"]/

/** Breaches that can be seen in one file: SQL outside stores, environment outside config, I/O in rules, model libraries elsewhere. */
export function fileBreaches(file: File): Breach[] {
  const { path, text } = file
  const breaches: Breach[] = []
  if (sqlPattern.test(text) && !path.endsWith('.store.ts')) breaches.push(`${path}: SQL outside a store`)
  if (/process\.env\b/.test(text) && path !== 'src/base/config.ts')
    breaches.push(`${path}: reads process.env`)
  if (path.endsWith('.rules.ts') && inputOutput.test(text)) breaches.push(`${path}: rules do no I/O`)
  if (/export default\b/.test(text)) breaches.push(`${path}: default export`)
  if (/export \* from/.test(text)) breaches.push(`${path}: export *`)
  if (/\/\/\s*(TODO|FIXME|XXX)\b/.test(text)) breaches.push(`${path}: unfinished mark`)
  if (
    /from ['"](ai|@ai-sdk\/[^'"]+|openai|onnxruntime-node|node-llama-cpp)['"]/.test(text) &&
    roomOf(path) !== 'models'
  )
    breaches.push(`${path}: only src/models imports a model library`)
  const reExports = /export (type )?\{[^}]*\} from/.test(text)
  if (reExports && !path.endsWith('/index.ts'))
    breaches.push(`${path}: a barrel that is not a room's index.ts`)
  return breaches
}

/** Schemas a store may touch: its room's own, and those libraries bring. */
export function foreignSchemas(file: File): Breach[] {
  if (!file.path.endsWith('.store.ts')) return []
  const own = roomOf(file.path).split('/')[0]!
  const used = new Set([...file.text.matchAll(/['"\s(]([a-z]+)\.[a-z_]+/g)].map(match => match[1]!))
  return rooms
    .filter(room => room !== own && room !== 'scenarios' && used.has(room))
    .filter(room =>
      new RegExp(
        `(from|join|into|update|selectFrom\\(|insertInto\\(|updateTable\\(|deleteFrom\\()\\s*['"]?${room}\\.[a-z_]+`,
        'i',
      ).test(file.text),
    )
    .map(room => `${file.path}: touches schema ${room}`)
}

/** Median, 90th percentile and longest of line counts. */
export function sizes(files: readonly File[]): {
  median: number
  p90: number
  longest: { path: string; lines: number }
} {
  const counted = files
    .map(file => ({ path: file.path, lines: file.text.split('\n').length - 1 }))
    .sort((a, b) => a.lines - b.lines)
  const at = (share: number) => counted[Math.min(counted.length - 1, Math.floor(counted.length * share))]!
  return { median: at(0.5).lines, p90: at(0.9).lines, longest: counted.at(-1)! }
}
