import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { z } from 'zod'
import { type TestDatabase, testDatabase } from '../../test/test-database.ts'
import { inTransaction } from './database.ts'
import { type AnyJob, type Jobs, openJobs } from './jobs.ts'

let base: TestDatabase
let jobs: Jobs
const seen: string[] = []
let failures = 0

const note = {
  name: 'test.note',
  payload: z.object({ text: z.string() }),
  batch: 20,
  run: async (payloads: { text: string }[]) => void seen.push(...payloads.map(payload => payload.text)),
}
const flaky = {
  name: 'test.flaky',
  payload: z.object({ text: z.string() }),
  run: async (payloads: { text: string }[]) => {
    if (failures++ < 1) throw new Error('the first try fails')
    seen.push(...payloads.map(payload => payload.text))
  },
}

before(async () => {
  base = await testDatabase(undefined, { upTo: 'base' })
  jobs = await openJobs(base.connections.application, pino({ level: 'silent' }), true)
  await jobs.work([note, flaky] as unknown as AnyJob[])
})
after(async () => {
  await jobs.stop()
  await base.close()
})

async function until(condition: () => boolean | Promise<boolean>) {
  for (let i = 0; i < 400 && !(await condition()); i++) await pause(50)
  assert.ok(await condition(), 'it did not happen within 20 s')
}

test('a job sent in a transaction runs after it commits', async () => {
  await inTransaction(base.database, async tx => {
    for (const text of ['a', 'b', 'c']) await jobs.send(tx, note, { text })
    await pause(300)
    assert.deepEqual(seen, [])
  })
  await until(() => seen.length === 3)
  assert.deepEqual(seen.splice(0).sort(), ['a', 'b', 'c'])
  await until(async () => (await jobs.outstanding('test.note')) === 0)
})

test('a job of a transaction that rolled back never runs', async () => {
  await assert.rejects(
    inTransaction(base.database, async tx => {
      await jobs.send(tx, note, { text: 'never' })
      throw new Error('rolled back')
    }),
  )
  await inTransaction(base.database, tx => jobs.send(tx, note, { text: 'after' }))
  await until(() => seen.includes('after'))
  assert.deepEqual(seen.splice(0), ['after'])
})

test('many jobs are queued in one statement, also by a process that does not work', async () => {
  const sender = await openJobs(base.connections.application, pino({ level: 'silent' }), false)
  const many = { name: 'test.many', payload: note.payload }
  const payloads = Array.from({ length: 50 }, (_, i) => ({ text: `${i}` }))
  await inTransaction(base.database, tx => sender.sendMany(tx, many, payloads))
  await inTransaction(base.database, tx => sender.sendMany(tx, many, []))
  assert.equal(await sender.outstanding('test.many'), 50)
  await sender.stop()
  await jobs.work([{ ...note, name: 'test.many' }] as unknown as AnyJob[])
  await until(() => seen.length === 50)
  assert.equal(new Set(seen.splice(0)).size, 50)
})

test('what is outstanding is counted when it is asked, not remembered', async () => {
  const kind = { name: 'test.counted', payload: note.payload }
  const put = () => inTransaction(base.database, tx => jobs.send(tx, kind, { text: 'x' }))
  await put()
  assert.equal(await jobs.outstanding('test.counted'), 1)
  await put()
  assert.equal(await jobs.outstanding('test.counted'), 2)
})

test('a job that fails is tried again', async () => {
  await inTransaction(base.database, tx => jobs.send(tx, flaky, { text: 'second try' }))
  await until(() => seen.includes('second try'))
  assert.equal(failures, 2)
})
