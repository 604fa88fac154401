import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { countOpenCases } from '#cases/index.ts'
import { newestEntries } from '#ledger/index.ts'
import { readCommand } from '../command-line.rules.ts'
import { ruleIds } from './incident.contract.ts'
import { incidentGauges } from './incident-gauges.ts'
import { startDrill } from './run-drill.ts'
import { incidentVerb } from './run-incident.ts'
import { looks, watched } from './watch.fixture.ts'

const byDay = () => false
const quiet = () => undefined

test('a drill on a running database: every rule finds its part, the steps are gone through, nothing real is counted', async t => {
  const { database, log, list, look, write } = await watched(t)
  await write(looks('wang', 45))
  await look()
  const verb = async (...words: string[]) =>
    await incidentVerb(
      { database, ledgerLog: log, isNight: byDay, report: quiet, patienceSeconds: 0.1 },
      readCommand(['incident', ...words]),
    )
  const { json, text, exitCode } = await verb('drill', '--leave-open')
  const { detected, missed } = json as { detected: { rule: string; seconds: number }[]; missed: string[] }
  assert.deepEqual([exitCode, missed], [0, []], text)
  assert.deepEqual(detected.map(one => one.rule).toSorted(), [...ruleIds].toSorted())
  assert.ok(detected.every(one => one.seconds >= 0 && one.seconds < 30))
  assert.match(text, /mass-reads: found after \d+\.\d s/)
  const open = await list({ drill: 'true', state: 'open' })
  assert.equal(open.length, ruleIds.length)
  await assert.rejects(startDrill(database, { id: 'x' }), { code: 'operations.incident-drill-runs' })
  const gauge = await incidentGauges[0]!.read(database)
  assert.deepEqual(gauge[0], { labels: { state: 'open' }, value: 1 }, 'the real one alone is counted')
  assert.equal((await list({ drill: 'false' })).length, 1)

  assert.match((await verb('end-drill')).text, /^10 incidents/)
  assert.match((await verb('end-drill')).text, /^0 incidents/)
  const again = await verb('drill')
  assert.equal(again.exitCode, 0, again.text)
  assert.match(again.text, /10 incidents closed/)
  assert.deepEqual(
    (await list({ state: 'open' })).map(one => [one.rule, one.isDrill]),
    [['mass-reads', false]],
    'a real incident that was open all the while still is',
  )
  const kinds = new Set((await newestEntries(database, 500)).map(one => one.kind))
  for (const kind of [
    'drill.started',
    'drill.planted',
    'incident.opened',
    'incident.step-done',
    'incident.closed',
  ])
    assert.ok(kinds.has(kind), kind)
  assert.ok(!kinds.has('case.exported') && !kinds.has('decision.made'), 'planted as what it is, a drill')
  assert.equal(await countOpenCases(database, {}), 0)
})

test('what is not found in time is told, and the exit code says so; other words are refused', async t => {
  const { database, log } = await watched(t)
  const parts = { database, ledgerLog: log, isNight: byDay, report: quiet }
  const deaf = { ...parts, patienceSeconds: 0.1, ledgerLog: { sequence: async () => 0 }, limitSeconds: 0.1 }
  const { exitCode, text } = await incidentVerb(deaf, readCommand(['incident', 'drill']))
  assert.equal(exitCode, 1)
  assert.match(text, /✗ mass-reads: not found/)
  await assert.rejects(incidentVerb(parts, readCommand(['incident', 'fire'])), {
    code: 'operations.wrong-arguments',
  })
})

test('where the watch of a server runs, the drill is left to it', async t => {
  const { database, look } = await watched(t)
  await look()
  const said: string[] = []
  let isOn = true
  const server = (async () => {
    for (; isOn; await pause(100)) await look()
  })()
  const parts = { database, ledgerLog: { sequence: async () => assert.fail('not here') }, isNight: byDay }
  const { json, text } = await incidentVerb(
    { ...parts, report: line => void said.push(line) },
    readCommand(['incident', 'drill']),
  )
  isOn = false
  await server
  assert.equal((json as { by: string }).by, 'server')
  assert.match(text, /Found by the watch of the running server/)
  assert.match(said.join(), /waiting for it/)
})
