import { glob } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { stopTestServer } from '../test/test-database.ts'
import { checkSources } from './check-sources.ts'
import { root } from './run-tool.ts'

const patterns = ['src/**/*.test.ts', 'test/**/*.test.ts', 'console/**/*.test.ts', 'scripts/**/*.test.ts']

/**
 * `npm test [-- PATTERN…]`: format, lint and types, then the whole suite; with patterns only the test files they match.
 * The counts are the last lines of the output, also when failures are listed after the reporter's own.
 */
const wanted = process.argv.slice(2)
const sourcesGood = wanted.length > 0 || (await checkSources())
const found = await Array.fromAsync(glob(wanted.length > 0 ? wanted : patterns, { cwd: root }))
const files = found.filter(file => !file.includes('node_modules')).sort()
if (files.length === 0) {
  console.error('No test file matches.')
  process.exit(2)
}
console.log(`${files.length} test files, two at a time`)

const stopping = new AbortController()
process.once('SIGTERM', () => stopping.abort())
process.once('SIGINT', () => stopping.abort())
let counts: Record<string, number> = {}
const stream = run({ files, cwd: root, concurrency: 2, signal: stopping.signal, timeout: 1_200_000 })
stream.on('test:summary', summary => {
  if (summary.file === undefined) counts = summary.counts as unknown as Record<string, number>
})
await pipeline(stream.compose(spec), process.stdout, { end: false })
await stopTestServer()

const good =
  counts.tests !== undefined && counts.passed === counts.tests - (counts.skipped ?? 0) - (counts.todo ?? 0)
if (!sourcesGood) console.log('Format, lint or types have faults: see the beginning of this output.')
if (!good || !sourcesGood) {
  const failed = (counts.failed ?? 0) + (counts.cancelled ?? 0)
  console.log(`ℹ tests ${counts.tests ?? 0}\nℹ pass ${counts.passed ?? 0}\nℹ fail ${failed}`)
}
process.exit(good && sourcesGood ? 0 : 1)
