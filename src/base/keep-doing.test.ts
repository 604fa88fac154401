import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attempt, keepDoing } from './keep-doing.ts'

test('it works turn after turn, tells of what failed and goes on', async () => {
  const told: string[] = []
  const turns: number[] = []
  const third = Promise.withResolvers<void>()
  const stop = keepDoing({
    everyMilliseconds: 1,
    work: async turn => {
      turns.push(turn)
      if (turn === 1) throw new Error('away')
      if (turn === 2) third.resolve()
    },
    warn: error => told.push(error.message),
  })
  await third.promise
  await stop()
  assert.deepEqual(turns.slice(0, 3), [0, 1, 2])
  assert.deepEqual(told, ['away'])
  const ended = turns.length
  await new Promise(resolve => setTimeout(resolve, 20))
  assert.equal(turns.length, ended, 'stopped is stopped')
})

test('a work that throws before its first await is told like any other', async () => {
  const told: string[] = []
  const heard = Promise.withResolvers<void>()
  const stop = keepDoing({
    everyMilliseconds: 60_000,
    work: () => {
      throw new Error('at once')
    },
    warn: error => {
      told.push(error.message)
      heard.resolve()
    },
  })
  await heard.promise
  await stop()
  assert.deepEqual(told, ['at once'])
})

test('the end waits for the round under way, which hears of it, and what breaks by it is not told', async () => {
  const told: Error[] = []
  const begun = Promise.withResolvers<void>()
  let ended = false
  const stop = keepDoing({
    everyMilliseconds: 60_000,
    work: async (_turn, signal) => {
      begun.resolve()
      await new Promise(resolve => signal.addEventListener('abort', resolve))
      ended = true
      throw new Error('broken off')
    },
    warn: error => told.push(error),
  })
  await begun.promise
  await stop()
  assert.ok(ended)
  assert.deepEqual(told, [])
})

test('the end does not wait for the pause', async () => {
  const begun = Promise.withResolvers<void>()
  const stop = keepDoing({ everyMilliseconds: 2 ** 30, work: async () => begun.resolve(), warn: assert.fail })
  await begun.promise
  await stop()
})

test('of several works of one round, one that fails leaves the others their turn', async () => {
  const told: string[] = []
  const { signal } = new AbortController()
  const warn = (error: Error) => told.push(error.message)
  await attempt(() => Promise.reject(new Error('first')), { signal, warn })
  await attempt(async () => told.push('second'), { signal, warn })
  assert.deepEqual(told, ['first', 'second'])
})
