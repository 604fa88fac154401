import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Database } from '#base/index.ts'
import { inTransaction, uuidv7 } from '#base/index.ts'
import { testDatabase } from '../../../test/test-database.ts'
import { recognise } from '../recognise/recognise.rules.ts'
import { endException, insertAlarm, insertException } from './alarm.store.ts'
import { isLeadUp } from './exception.rules.ts'
import { createExceptions } from './hold-exceptions.ts'
import { probesFor } from './probes.ts'
import { withExceptions } from './with-exceptions.ts'

async function except(
  database: Database,
  words: string | null,
  before: string | null = null,
): Promise<string> {
  const [alarmId, id] = [uuidv7(), uuidv7()]
  await inTransaction(database, async tx => {
    await insertAlarm(tx, {
      id: alarmId,
      reportedAt: new Date(),
      reportedBy: 'seat-1',
      decisionId: uuidv7(),
      algorithm: 'test',
      claim: 'false-alarm',
      about: 'mobile',
      from: 0,
      to: 3,
      words: words ?? 'x',
      excerpt: 'x',
      why: 'x',
    })
    await insertException(tx, { id, alarmId, effect: 'quiet', about: 'mobile', words, before, sample: 'x' })
  })
  return id
}

test('the list is the same as long as nothing was ruled, and another at once when something was', async t => {
  const { database } = await testDatabase(t)
  const held = createExceptions(database)
  const empty = await held.inForce()
  assert.deepEqual(empty, [])
  assert.equal(await held.inForce(), empty)
  const id = await except(database, '13812345678')
  assert.equal(await held.inForce(), empty, 'it is not asked for again at once')
  held.forget()
  const one = await held.inForce()
  assert.deepEqual(one, [{ id, effect: 'quiet', about: 'mobile', words: '13812345678', before: null }])
  held.forget()
  assert.equal(await held.inForce(), one, 'asked again, nothing new')
  await inTransaction(database, tx => endException(tx, id, 'officer'))
  held.forget()
  assert.deepEqual(await held.inForce(), [])
})

test('many that ask at once ask the database once, and what is ruled meanwhile is not overlooked', async t => {
  const { database } = await testDatabase(t)
  const held = createExceptions(database)
  const lists = await Promise.all(Array.from({ length: 20 }, () => held.inForce()))
  assert.equal(new Set(lists).size, 1)
  const asking = held.inForce()
  await except(database, '13812345678')
  held.forget()
  await asking
  assert.equal((await held.inForce()).length, 1)
})

test('while the database does not answer, what was in force goes on; without anything known nothing is let through', async t => {
  const { database } = await testDatabase(t)
  await except(database, '13812345678')
  const broken = { fails: false }
  const flaky = new Proxy(database, {
    get(of, name) {
      if (broken.fails) throw new Error('no connection')
      const found = Reflect.get(of, name) as unknown
      return typeof found === 'function' ? found.bind(of) : found
    },
  })
  const held = createExceptions(flaky)
  broken.fails = true
  await assert.rejects(held.inForce(), /no connection/)
  broken.fails = false
  assert.equal((await held.inForce()).length, 1)
  broken.fails = true
  held.forget()
  assert.equal((await held.inForce()).length, 1)
})

test('each probe is found by the recognisers alone: else it would prove nothing about an exception', () => {
  const probes = probesFor({ about: 'mobile' })
  assert.ok(probes.length >= 20)
  for (const probe of probes) assert.ok(recognise(probe).length > 0, probe)
  assert.deepEqual(probesFor({ about: 'attack' }), [])
})

test('what stands before a probe’s value makes it quiet: that is how an exception is seen to be too wide', () => {
  for (const probe of probesFor({ about: 'mobile' })) {
    const [first] = recognise(probe)
    const before = probe.slice(0, first!.start).replace(/[\s:：]+$/u, '')
    if (!isLeadUp(before)) continue
    const exception = { id: 'e', effect: 'quiet' as const, about: first!.type, words: null, before }
    assert.equal(withExceptions([exception]).recognise(probe).length, recognise(probe).length - 1, probe)
    const elsewhere = withExceptions([{ ...exception, before: '公示牌' }]).recognise(probe)
    assert.equal(elsewhere.length, recognise(probe).length)
  }
})

test('without exceptions the eyes are the same, so that nothing is slower', () => {
  const eyes = { recognise: () => [], assess: () => ({ score: 0, flagged: false, because: [] }) }
  assert.equal(withExceptions([], eyes), eyes)
})
