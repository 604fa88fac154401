import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { startServer } from '../fixtures/server-process.ts'
import { type CommandFolder, commandFolder } from './folder.ts'

const main = resolve(import.meta.dirname, '../../src/main.ts')

let place: CommandFolder
before(async () => {
  place = await commandFolder({ CHENGSHU_DEMO: '1', PORT: '0' })
})
after(() => place.remove())

/** Starts the product and sends a signal as soon as it has said this. */
function endWhen(says: RegExp, signal: NodeJS.Signals): Promise<{ code: number | null; said: string }> {
  return new Promise(done => {
    const child = spawn(process.execPath, [main, 'start'], {
      env: { PATH: '/usr/bin:/bin', HOME: '/tmp', ...place.variables },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      const before = says.test(said)
      said += chunk.toString()
      if (!before && says.test(said)) child.kill(signal)
    })
    child.once('exit', code => done({ code, said }))
  })
}

test('Ctrl-C amid the first start ends it and its database; the next start completes what is missing', async () => {
  const first = await endWhen(/Generated past cases: \d+ of/, 'SIGINT')
  assert.equal(first.code, 130, first.said)
  const { stdout, stderr, code } = await place.run('doctor', '--json')
  assert.equal(code, 0, stdout)
  assert.match(stderr, /Starting PostgreSQL/, 'none was left running')
  const seeded = await place.json<{ cases: number; password?: string }>('seed')
  assert.ok(seeded.cases > 0, 'the cases that were missing')
  assert.equal(seeded.password, undefined, 'the people are there already')
})

test('SIGTERM as soon as it serves, while it still learns, ends with 0 at once', async () => {
  const server = await startServer(place.variables)
  assert.equal(await server.end('SIGTERM'), 0, server.output())
  assert.doesNotMatch(server.output(), /"level":(50|60)/)
})
