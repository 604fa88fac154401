import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  failureSentence,
  judgeStart,
  parseLockFile,
  parseProcessState,
  serverSettings,
  sharedBuffers,
  startingProcess,
} from './embedded.rules.ts'

test('commits stay on disk: nothing turns fsync or synchronous_commit off', () => {
  for (const key of ['fsync', 'synchronous_commit', 'full_page_writes']) assert.ok(!(key in serverSettings))
})

const lock = '4711\n/srv/data\n1795344851\n5432\n/tmp/chengshu-1\n\n  123  0\nready   \n'

test('the lock file of a server on a socket', () => {
  assert.deepEqual(parseLockFile(lock), { pid: 4711, port: 5432, host: '/tmp/chengshu-1' })
})

test('the lock file of a server on an address has no socket folder', () => {
  const text = lock.replace('/tmp/chengshu-1\n\n', '\n127.0.0.1\n').replace('5432', '23456')
  assert.deepEqual(parseLockFile(text), { pid: 4711, port: 23456, host: '127.0.0.1' })
})

// Read as "port 5432 of this machine", the third of these once led to a server that was not ours.
const unready = [
  '',
  '4711\n',
  '4711\n/srv/data\n1795344851\n5432\n\n',
  '4711\n/srv/data\n1795344851\n5432\n/tmp/chengshu-1\n\n  123  0\nstarting\n',
  lock.replace('ready   ', 'stopping'),
  lock.replace('/tmp/chengshu-1', ''),
  lock.replace('4711', 'x'),
  lock.replace('5432', ''),
]
for (const text of unready) {
  test(`a server that is not ready is not connected to: ${JSON.stringify(text)}`, () => {
    assert.equal(parseLockFile(text), undefined)
  })
}

test('a starting server is told from a ready one and from a lock file half written', () => {
  assert.equal(startingProcess(lock.replace('ready', 'starting')), 4711)
  assert.equal(startingProcess(lock), undefined)
  assert.equal(startingProcess('4711\n/srv/data\n'), undefined)
})

test('a process name may hold brackets and spaces', () => {
  assert.deepEqual(parseProcessState('12 (postgres) S 1 12'), { name: 'postgres', state: 'S' })
  assert.deepEqual(parseProcessState('12 (a) b (c)) Z 1 12'), { name: 'a) b (c)', state: 'Z' })
})

const logs: [string, ReturnType<typeof judgeStart>][] = [
  ['FATAL:  lock file "postmaster.pid" already exists\nHINT:  Is another postmaster running?', 'retry'],
  ['FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use', 'retry'],
  ['LOG:  could not bind Unix address "/tmp/x": Address already in use', 'retry'],
  ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'disk-full'],
  ['FATAL:  data directory "/srv/data" has invalid permissions', 'failed'],
  ['LOG:  database system is ready to accept connections', 'failed'],
  ['', 'failed'],
]
for (const [log, expected] of logs) {
  test(`${expected}: ${log.slice(0, 60)}`, () => assert.equal(judgeStart(log), expected))
}

test('a full disk outweighs another server, because waiting does not help', () => {
  const both = 'FATAL:  lock file "x" already exists\nFATAL:  could not write: No space left on device'
  assert.equal(judgeStart(both), 'disk-full')
})

test('the sentence of a failure is the last that tells something, without its mark', () => {
  const log = '10:00 LOG:  starting\n10:01 FATAL:  wrong permissions\n10:02 LOG:  shut down\n'
  assert.equal(failureSentence(log), 'wrong permissions')
  assert.equal(failureSentence('FATAL:  first\nFATAL:  second\n'), 'second')
  assert.equal(failureSentence('initdb: error: no such locale\n'), 'no such locale')
  assert.equal(failureSentence('only this\n\n'), 'only this')
  assert.equal(failureSentence(''), 'no output')
})

test('the server keeps a 24th of the memory, within bounds', () => {
  const gigabyte = 2 ** 30
  assert.deepEqual(
    [1, 3, 4, 12, 24, 512].map(size => sharedBuffers(size * gigabyte)),
    ['128MB', '128MB', '170MB', '512MB', '1024MB', '1024MB'],
  )
})
