import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const root = resolve(import.meta.dirname, '..')

function freePort(): Promise<number> {
  return new Promise(done => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function ready(port: number, child: ChildProcess): Promise<number> {
  const began = performance.now()
  while (child.exitCode === null && performance.now() - began < 600_000) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined)
    if (answer?.ok) return (performance.now() - began) / 1000
    await pause(100)
  }
  throw new Error('it did not become ready')
}

function start(folder: string, port: number, data: string): ChildProcess {
  const given = [
    '-i',
    `PATH=/usr/local/bin:/usr/bin:/bin`,
    `HOME=${homedir()}`,
    `PORT=${port}`,
    `CHENGSHU_DATA=${data}`,
    'npm',
    'start',
  ]
  return spawn('env', given, { cwd: folder, stdio: 'ignore', detached: true })
}

/** Proportional memory of the processes whose command line or folder names the data folder, and of all they started, in MiB. */
function memoryOf(group: number, data: string): number {
  let kibibytes = 0
  for (const name of readdirSync('/proc').filter(one => /^\d+$/.test(one))) {
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8')
      const parentCommand = readFileSync(`/proc/${fields[1]}/cmdline`, 'utf8')
      if (Number(fields[2]) !== group && !command.includes(data) && !parentCommand.includes(data)) continue
      kibibytes += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
    } catch {
      // Ended meanwhile, or not ours to read.
    }
  }
  return kibibytes / 1024
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise(done => child.once('exit', done))
  process.kill(-child.pid!, 'SIGTERM')
  await ended
}

/** `npm start` on a fresh clone, once more on the same, and what all its processes hold when nobody does anything. */
export const bench = {
  name: 'start',
  run: async ({ print }: { print(line: string): void }) => {
    const folder = mkdtempSync(join(tmpdir(), 'chengshu-start-'))
    // As root PostgreSQL runs as another user, who has to reach the data.
    chmodSync(folder, 0o755)
    const data = join(folder, 'data')
    const clone = join(folder, 'clone')
    const port = await freePort()
    try {
      execFileSync('git', ['clone', '-q', root, clone])
      const first = start(clone, port, data)
      print(
        `fresh clone to /readyz: ${(await ready(port, first)).toFixed(1)} s (target 180; install, build, demo city)`,
      )
      await pause(90_000)
      await end(first)
      const again = start(clone, port, data)
      print(`again to /readyz: ${(await ready(port, again)).toFixed(1)} s (target 5)`)
      await pause(30_000)
      print(
        `idle memory of all processes: ${memoryOf(again.pid!, data).toFixed(0)} MiB proportional (target 600)`,
      )
      await end(again)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
