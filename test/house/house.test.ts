import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { rooms } from '../../src/base/rooms.ts'
import { cycles, fileBreaches, foreignSchemas, importBreaches, roomOf, sizes } from './house.rules.ts'
import { isFixture, isGenerated, isTest, root, sourceFiles } from './source-files.ts'

const all = sourceFiles()
const product = all.filter(file => !isTest(file.path))

test('a plausible number of files was read, from every room that stands', () => {
  assert.ok(product.length >= 120, `only ${product.length} files were read`)
  const standing = [
    'base',
    'ledger',
    'city',
    'identity',
    'kernel',
    'models',
    'knowledge',
    'cases',
    'operations',
    'console',
    'join',
  ]
  const counts = new Map<string, number>()
  for (const file of product) counts.set(roomOf(file.path), (counts.get(roomOf(file.path)) ?? 0) + 1)
  for (const room of standing) assert.ok((counts.get(room) ?? 0) > 0, `no file was read from ${room}`)
})

test('the folders of src are the rooms of the stack', () => {
  const folders = globSync('src/*/', { cwd: root }).map(path => path.split(/[\\/]/)[1]!)
  for (const folder of folders)
    assert.ok((rooms as readonly string[]).includes(folder), `src/${folder} is no room`)
})

test('imports go upwards, through doors only', () => {
  // Tests may join rooms as src/main.ts does; what ships may not.
  assert.deepEqual(importBreaches(product), [])
})

test('no import cycles', () => {
  assert.deepEqual(cycles(all), [])
})

test('SQL, environment, I/O, exports and marks stay where they belong', () => {
  assert.deepEqual(product.flatMap(fileBreaches), [])
})

test('a store touches its own schema only', () => {
  assert.deepEqual(product.flatMap(foreignSchemas), [])
})

test('files are small: median at most 60 lines, p90 at most 250, none over 400', () => {
  const { median, p90, longest } = sizes(product.filter(file => !isGenerated(file.path)))
  assert.ok(median <= 60, `median ${median}`)
  assert.ok(p90 <= 250, `p90 ${p90}`)
  assert.ok(longest.lines <= 400, `${longest.path} has ${longest.lines} lines`)
  const longTest = sizes(all.filter(file => isTest(file.path))).longest
  assert.ok(longTest.lines <= 400, `${longTest.path} has ${longTest.lines} lines`)
})

test('at least one line of test for each line of server code', () => {
  const written = product.filter(
    file =>
      !isGenerated(file.path) &&
      !isFixture(file.path) &&
      roomOf(file.path) !== 'console' &&
      !file.path.includes('/demo/'),
  )
  const lines = (texts: string[]) => texts.reduce((sum, text) => sum + text.split('\n').length, 0)
  // A fixture is code that only tests run: it counts for them.
  const beside = all.filter(file => isTest(file.path) || isFixture(file.path)).map(file => file.text)
  const apart = globSync('test/**/*.ts', { cwd: root }).map(path => readFileSync(resolve(root, path), 'utf8'))
  assert.ok(apart.length > 5)
  const [code, tests] = [lines(written.map(file => file.text)), lines([...beside, ...apart])]
  assert.ok(tests >= code, `${tests} lines of test for ${code} lines of code`)
})
