import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'

const root = join(import.meta.dirname, '..')

/** A small copy of the product: the real boot script, the pinned Node, and a main of the test's own. */
async function smallProduct(t: TestContext, main: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'chengshu-boot-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  await cp(join(root, 'bin'), join(folder, 'bin'), { recursive: true })
  await mkdir(join(folder, 'node_modules/node'), { recursive: true })
  await mkdir(join(folder, 'tools'))
  await mkdir(join(folder, 'src'))
  await symlink(join(root, 'node_modules/node/bin'), join(folder, 'node_modules/node/bin'))
  await writeFile(join(folder, 'package.json'), '{"type":"module"}')
  await writeFile(join(folder, 'package-lock.json'), '{\n    "node_modules/a": {}\n}')
  await writeFile(join(folder, 'src/main.ts'), main)
  // Stands in for npm on the PATH and notes how it was called: installing for real takes half a minute and a network.
  await writeFile(join(folder, 'tools/npm'), '#!/bin/sh\necho "$@" >> "$(dirname "$0")/calls"\n', {
    mode: 0o755,
  })
  return folder
}

function boot(folder: string, bootArguments: string[], file = 'boot.mjs') {
  const script = join(folder, 'bin', file)
  const withTools = ['-c', 'PATH="$1:$PATH"; shift; exec "$@"', 'sh', join(folder, 'tools')]
  const child = spawnSync('/bin/sh', [...withTools, process.execPath, script, ...bootArguments], {
    encoding: 'utf8',
  })
  const calls = spawnSync('cat', [join(folder, 'tools/calls')], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter(Boolean)
  return { ...child, calls }
}

test('an unknown verb names the known ones and ends with 2', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'bin/boot.mjs'), 'fly'], {
    encoding: 'utf8',
  })
  assert.equal(status, 2)
  assert.match(stderr, /start \| test \| bench \| check \| generate/)
})

test('installs once, again when the lock file changes; progress stays off the output for machines', async t => {
  const folder = await smallProduct(t, 'console.log(JSON.stringify(process.argv.slice(2)))')
  const first = boot(folder, ['start', '--json'])
  assert.equal(first.stdout, '["start","--json"]\n')
  assert.match(first.stderr, /Installing 1 packages/)
  assert.deepEqual(first.calls, ['install --no-save --no-audit --no-fund --loglevel=error'])
  const second = boot(folder, ['start'])
  assert.equal(second.calls.length, 1)
  assert.equal(second.stderr, '')
  await writeFile(join(folder, 'package-lock.json'), '{}')
  assert.equal(boot(folder, ['start']).calls.length, 2)
})

test('a failed installation starts nothing and ends with 1', async t => {
  const folder = await smallProduct(t, 'console.log("started")')
  await writeFile(join(folder, 'tools/npm'), '#!/bin/sh\nexit 7\n', { mode: 0o755 })
  const { status, stdout, stderr } = boot(folder, ['start'])
  assert.deepEqual([status, stdout], [1, ''])
  assert.match(stderr, /could not install/)
})

test('the command line hands its arguments and the exit code through, on the pinned Node', async t => {
  const folder = await smallProduct(t, 'console.log(process.argv[2], process.versions.node); process.exit(3)')
  const { status, stdout } = boot(folder, ['doctor'], 'chengshu.mjs')
  assert.equal(status, 3)
  assert.match(stdout, /^doctor 24\./)
})

test('SIGTERM reaches the server, and the script ends as the server ends', async t => {
  const main = "process.on('SIGTERM', () => process.exit(5)); setInterval(() => {}, 1000); console.log('up')"
  const folder = await smallProduct(t, main)
  boot(folder, ['check'])
  const child = spawn(process.execPath, [join(folder, 'bin/boot.mjs'), 'start'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.after(() => child.kill('SIGKILL'))
  const [output] = (await once(child.stdout, 'data')) as [Buffer]
  assert.equal(String(output), 'up\n')
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  assert.deepEqual(await exit, [5, null])
})
