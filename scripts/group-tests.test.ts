import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { groupTests, kindOf, writeGroups } from './group-tests.ts'

const file = (path: string, text = '') => ({ path, text })
const opening = 'before(async () => {})\n'

test('hooks for each test and changes of the process keep a file alone; hooks of a file are counted', () => {
  const table: [string, string][] = [
    ['', 'plain'],
    ["import { before } from 'node:test'\n", 'plain'],
    [`import x\n${opening}`, 'opens'],
    ['after(() => 1)', 'opens'],
    ['beforeEach(() => 1)', 'alone'],
    ['x\nafterEach(() => 1)', 'alone'],
    ['  beforeEach(() => 1)', 'plain'],
    ['process.env.X = 1', 'alone'],
    ['mock.timers.enable()', 'alone'],
  ]
  for (const [text, kind] of table) assert.equal(kindOf(text), kind, text)
})

test('files of one folder share a process, ten at most, three of them with something open; others stay alone', () => {
  const many = Array.from({ length: 23 }, (_, place) => file(`src/cases/a${place}.test.ts`))
  assert.deepEqual(
    groupTests(many).map(group => group.files.length),
    [10, 10, 3],
  )
  const openers = Array.from({ length: 7 }, (_, place) => file(`src/cases/a${place}.test.ts`, opening))
  assert.deepEqual(
    groupTests(openers).map(group => group.files.length),
    [3, 3, 1],
  )
  const mixed = [
    file('src/a/one.test.ts'),
    file('src/b/one.test.ts'),
    file('src/a/two.test.ts', 'afterEach(() => 1)'),
    file('src/a/three.test.ts'),
    file('test/x.test.ts'),
    file('test/y.test.ts'),
  ]
  assert.deepEqual(
    groupTests(mixed).map(group => group.files),
    [
      ['src/a/one.test.ts', 'src/a/three.test.ts'],
      ['src/b/one.test.ts'],
      ['src/a/two.test.ts'],
      ['test/x.test.ts'],
      ['test/y.test.ts'],
    ],
  )
})

test('a group is a file that loads each of its tests once; nothing is left out', async () => {
  const root = new URL('..', import.meta.url).pathname
  const files = ['src/ledger/append-entry.test.ts', 'src/ledger/ledger.rules.test.ts', 'test/routes.test.ts']
  const run = await writeGroups(root, files)
  assert.equal(run.length, 2)
  const loaded = await readFile(run[0]!, 'utf8')
  for (const name of files.slice(0, 2)) assert.equal(loaded.split(name).length, 2, name)
  assert.equal(run[1], 'test/routes.test.ts')
})
