import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { pathToFileURL } from 'node:url'
import { stopTestServer } from '../test/test-database.ts'
import { checkSources } from './check-sources.ts'
import { writeGroups } from './group-tests.ts'
import { root } from './run-tool.ts'

/** One more than the smallest machine has cores: browsers and killed processes are mostly waited for. */
const concurrency = 3
/** More than this many failing processes are no accident. */
const mostUnsteady = 3
const patterns = ['src/**/*.test.ts', 'test/**/*.test.ts', 'console/**/*.test.ts', 'scripts/**/*.test.ts']

/**
 * `npm test [-- PATTERN…]`: format, lint and types, then the whole suite; with patterns only the test files they match.
 * The counts are the last lines of the output, also when failures are listed after the reporter's own.
 */
const wanted = process.argv.slice(2)
const sourcesGood = wanted.length > 0 || (await checkSources())
const found = await Array.fromAsync(glob(wanted.length > 0 ? wanted : patterns, { cwd: root }))
// The longest first, or at the end it runs alone: it starts a process for each mutant, one after the other.
const longest = join('test', 'house', 'mutants.test.ts')
const files = found
  .filter(file => !file.includes('node_modules'))
  .sort((one, other) => Number(other === longest) - Number(one === longest) || (one < other ? -1 : 1))
if (files.length === 0) {
  console.error('No test file matches.')
  process.exit(2)
}
const processes = await writeGroups(root, files)
console.log(`${files.length} test files in ${processes.length} processes, ${concurrency} at a time`)

const stopping = new AbortController()
process.once('SIGTERM', () => stopping.abort())
process.once('SIGINT', () => stopping.abort())
const first = await runFiles(processes, concurrency)
// Two cores for browsers, databases and whole products: what fails for want of time passes alone. It is named, not hidden, and
// a run in which more than a few fail is a failed run.
const unsteady = first.failedFiles.length > 0 && first.failedFiles.length <= mostUnsteady
const again = unsteady && !stopping.signal.aborted ? await runAgain(first.failedFiles) : undefined
await stopTestServer()

const good = first.good || again?.good === true
if (!sourcesGood) console.log('Format, lint or types have faults: see the beginning of this output.')
if (again) {
  console.log(`failed at first: ${first.failedTests.join(' | ')}`)
  console.log(
    again.good ? 'UNSTEADY: all of these passed when run again alone.' : 'They failed again when run alone.',
  )
}
if (!first.good || !sourcesGood) {
  const { tests = 0, passed = 0, failed = 0, cancelled = 0 } = first.counts
  const mended = again?.good ? failed + cancelled : 0
  console.log(`ℹ tests ${tests}\nℹ pass ${passed + mended}\nℹ fail ${failed + cancelled - mended}`)
}
process.exit(good && sourcesGood ? 0 : 1)

interface Ran {
  good: boolean
  counts: Record<string, number>
  /** Processes in which a test failed, by their files. */
  failedFiles: string[]
  failedTests: string[]
}

async function runFiles(which: readonly string[], concurrency: number): Promise<Ran> {
  let counts: Record<string, number> = {}
  const failedFiles = new Set<string>()
  const failedTests: string[] = []
  const stream = run({
    files: [...which],
    cwd: root,
    concurrency,
    signal: stopping.signal,
    timeout: 1_200_000,
    execArgv: ['--import', pathToFileURL(join(root, 'scripts', 'end-late-test.ts')).href],
  })
  stream.on('test:summary', summary => {
    if (summary.file === undefined) counts = summary.counts as unknown as Record<string, number>
    else if (!summary.success) failedFiles.add(summary.file)
  })
  stream.on('test:fail', failure => failedTests.push(failure.name))
  await pipeline(stream.compose(spec), process.stdout, { end: false })
  const good =
    counts.tests !== undefined && counts.passed === counts.tests - (counts.skipped ?? 0) - (counts.todo ?? 0)
  return { good, counts, failedFiles: [...failedFiles], failedTests }
}

async function runAgain(which: readonly string[]): Promise<Ran> {
  console.log(`${which.length} of the processes had a failure; each once more, alone`)
  return await runFiles(which, 1)
}
