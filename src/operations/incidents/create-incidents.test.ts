import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { personActor } from '../../../test/fixtures/actors.ts'
import { createIncidents, isNightIn } from './create-incidents.ts'
import { looks, watched } from './watch.fixture.ts'

test('night is from ten to six by the clock of the city', () => {
  const at = (hour: string) => isNightIn('Asia/Shanghai', new Date(`2026-11-02T${hour}:00+08:00`))
  const told = ['21:59', '22:00', '23:59', '00:00', '05:59', '06:00', '12:00'].map(hour => [hour, at(hour)])
  assert.deepEqual(
    told.filter(([, isNight]) => isNight).map(([hour]) => hour),
    ['22:00', '23:59', '00:00', '05:59'],
  )
})

test('the watch that is started looks by itself and stops when it is told to', async t => {
  const { database, write, log, list } = await watched(t)
  const dataFolder = await mkdtemp(join(tmpdir(), 'chengshu-watch-'))
  t.after(() => rm(dataFolder, { recursive: true, force: true }))
  const failures: Error[] = []
  const incidents = createIncidents({
    database,
    dataFolder,
    permissions: { permits: () => true },
    timeZone: () => 'Asia/Shanghai',
    warn: error => void failures.push(error),
  })
  assert.ok(incidents.routes.length >= 12)
  await write(looks('wang', 45))
  await log.sequence()
  incidents.startWatch()
  for (let turn = 0; turn < 100 && (await list()).length === 0; turn++) await pause(50)
  assert.equal((await list())[0]?.rule, 'mass-reads')
  incidents.atDoor(() => undefined)(personActor('wang'), 'signed-in')
  await incidents.flush()
  await incidents.stop()
  assert.deepEqual(failures, [])
})
