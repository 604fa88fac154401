import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gather } from './gather.ts'

/** A `run` that waits to be let on, and notes what it was given. */
function held() {
  const batches: number[][] = []
  const gates: (() => void)[] = []
  const run = async (items: readonly number[]) => {
    batches.push([...items])
    await new Promise<void>(resolve => gates.push(resolve))
    return items.map(item => item * 10)
  }
  const open = async (count = 1) => {
    for (let i = 0; i < count; i++) {
      while (gates.length === 0) await new Promise(resolve => setImmediate(resolve))
      gates.shift()!()
    }
  }
  return { batches, run, open }
}

const turn = () => new Promise(resolve => setImmediate(resolve))

test('those who ask in one turn are one batch, each with its own answer', async () => {
  const { batches, run, open } = held()
  const ask = gather(run, { most: 10, lanes: 1 })
  const all = Promise.all([1, 2, 3].map(ask))
  await open()
  assert.deepEqual(await all, [10, 20, 30])
  assert.deepEqual(batches, [[1, 2, 3]])
})

test('those who ask while a batch runs are the next one', async () => {
  const { batches, run, open } = held()
  const ask = gather(run, { most: 10, lanes: 1 })
  const first = ask(1)
  await turn()
  const later = Promise.all([2, 3].map(ask))
  await turn()
  assert.deepEqual(batches, [[1]], 'one lane runs one batch')
  await open(2)
  assert.deepEqual([await first, ...(await later)], [10, 20, 30])
  assert.deepEqual(batches, [[1], [2, 3]])
})

test('a second lane does not wait for the first, a third has to', async () => {
  const { batches, run, open } = held()
  const ask = gather(run, { most: 10, lanes: 2 })
  const all: Promise<number>[] = []
  for (const item of [1, 2, 3]) {
    all.push(ask(item))
    await turn()
  }
  assert.deepEqual(batches, [[1], [2]])
  await open(3)
  assert.deepEqual(await Promise.all(all), [10, 20, 30])
  assert.deepEqual(batches, [[1], [2], [3]])
})

test('a batch holds as many as it may', async () => {
  const { batches, run, open } = held()
  const ask = gather(run, { most: 2, lanes: 1 })
  const all = Promise.all([1, 2, 3, 4, 5].map(ask))
  await open(3)
  assert.deepEqual(await all, [10, 20, 30, 40, 50])
  assert.deepEqual(batches, [[1, 2], [3, 4], [5]])
})

test('one that cannot be done takes no other with it', async () => {
  const batches: number[][] = []
  const ask = gather(
    async (items: readonly number[]) => {
      batches.push([...items])
      if (items.includes(2)) throw new Error('two')
      return items.map(item => item * 10)
    },
    { most: 10, lanes: 1 },
  )
  const [one, two, three] = await Promise.allSettled([1, 2, 3].map(ask))
  assert.deepEqual(one, { status: 'fulfilled', value: 10 })
  assert.equal(two?.status === 'rejected' && (two.reason as Error).message, 'two')
  assert.deepEqual(three, { status: 'fulfilled', value: 30 })
  assert.deepEqual(batches, [[1, 2, 3], [1], [2], [3]])
  assert.equal(await ask(4), 40, 'the lane is free again')
})

test('one that fails alone is not run twice', async () => {
  let runs = 0
  const ask = gather(
    async () => {
      runs++
      throw new Error('never')
    },
    { most: 10, lanes: 1 },
  )
  await assert.rejects(ask(1), { message: 'never' })
  assert.equal(runs, 1)
  await assert.rejects(ask(2), { message: 'never' })
})
