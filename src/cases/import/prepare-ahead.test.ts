import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { prepareAhead } from './prepare-ahead.ts'

async function* numbers(count: number) {
  for (let number = 1; number <= count; number++) yield number
}

test('every item comes in its order, also when a later one is ready first', async () => {
  const prepare = async (item: number) => {
    await pause(item % 2 === 1 ? 20 : 1)
    return item * 10
  }
  for (const depth of [1, 2, 3, 9])
    assert.deepEqual(await Array.fromAsync(prepareAhead(numbers(5), prepare, depth)), [10, 20, 30, 40, 50])
  assert.deepEqual(await Array.fromAsync(prepareAhead(numbers(0), prepare, 2)), [])
})

test('so many are under way at once, and no more', async () => {
  let underWay = 0
  let most = 0
  const prepare = async (item: number) => {
    most = Math.max(most, ++underWay)
    await pause(5)
    underWay--
    return item
  }
  for await (const _ of prepareAhead(numbers(8), prepare, 2)) await pause(1)
  assert.equal(most, 2)
})

test('a failure comes at its turn, after what was before it, and nothing goes on behind it', async () => {
  const begun: number[] = []
  const ended: number[] = []
  const prepare = async (item: number) => {
    begun.push(item)
    await pause(item === 2 ? 1 : 20)
    if (item === 2) throw new Error('the second')
    ended.push(item)
    return item
  }
  const seen: number[] = []
  await assert.rejects(async () => {
    for await (const one of prepareAhead(numbers(9), prepare, 3)) seen.push(one)
  }, /the second/)
  assert.deepEqual(seen, [1])
  assert.deepEqual([...ended, 2].sort(), begun.sort())
})

test('who stops asking waits for what was begun', async () => {
  const ended: number[] = []
  const prepare = async (item: number) => {
    await pause(10 * item)
    ended.push(item)
    return item
  }
  for await (const _ of prepareAhead(numbers(9), prepare, 3)) break
  assert.deepEqual(ended, [1, 2, 3])
})
