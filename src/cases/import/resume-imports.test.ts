import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { type Database, readTask } from '#base/index.ts'
import { type TestImports, testImports } from '../../../test/test-imports.ts'
import { cancelImport } from './cancel-import.ts'
import { startImportRunner } from './resume-imports.ts'
import { startImport } from './start-import.ts'
import { takeImport } from './take-import.ts'

const rows = 6000
const file = `编号,内容\n${Array.from({ length: rows }, (_, place) => `${place},${place % 10 === 9 ? '' : '路灯不亮'}\n`).join('')}`
const counts = { rows, history: 0, open: 5400, repeated: 0, rejected: 600 }
const forever = new AbortController().signal

/** Every row once: as a case with its decision and event, or as a rejected row. */
async function assertWhole(owner: Database): Promise<void> {
  const { rows: found } = await sql<Record<string, number>>`
    select (select count(*) from cases.case_record) as cases,
           (select count(distinct external_id) from cases.case_record) as ids,
           (select count(*) from cases.event) as events,
           (select count(*) from cases.case_content) as contents,
           (select count(*) from cases.case_record c join kernel.decision d on d.id = c.decision_id) as advised,
           (select count(*) from cases.import_rejected) as rejected`.execute(owner)
  assert.deepEqual(found[0], {
    cases: 5400,
    ids: 5400,
    events: 5400,
    contents: 5400,
    advised: 5400,
    rejected: 600,
  })
}

async function begin(world: TestImports) {
  const { id: importId } = await world.upload(file)
  const taskId = await startImport(world.parts, world.steward, { importId, mode: 'run' })
  const done = async () => (await readTask(world.database, taskId))?.done ?? 0
  const underWay = async () => {
    while ((await done()) === 0) await setTimeout(10)
    assert.ok((await done()) < rows, 'it is in the middle')
  }
  // What a quarter of a minute without a sign of life does, without waiting for it.
  const forget = () =>
    sql`update base.task set updated_at = now() - interval '1 minute' where id = ${taskId}`.execute(
      world.owner,
    )
  return { importId, taskId, underWay, forget }
}

test('an import whose process is killed goes on where it was', async t => {
  const world = await testImports(t)
  const { importId, taskId, underWay, forget } = await begin(world)
  const given = JSON.stringify([world.connections.application, world.folder])
  const child = spawn(process.execPath, ['test/fixtures/import-process.ts', given], { stdio: 'inherit' })
  await underWay()
  child.kill('SIGKILL')
  await once(child, 'exit')
  assert.equal(await takeImport(world.parts, taskId, forever), false, 'it may still be alive')
  await forget()
  assert.equal(await takeImport(world.parts, taskId, forever), true)
  const view = await world.view(importId)
  assert.deepEqual([view.state, view.counts], ['done', counts])
  await assertWhole(world.owner)
})

test('of two runners one has the import; one that was thought dead writes nothing more', async t => {
  const world = await testImports(t)
  const { importId, taskId, underWay, forget } = await begin(world)
  const first = takeImport(world.parts, taskId, forever)
  await underWay()
  assert.equal(await takeImport(world.parts, taskId, forever), false)
  // A chunk that the first writes just then is a sign of life: it has to be forgotten anew.
  const takeOver = async () => {
    for (;;) {
      await forget()
      if (await takeImport(world.parts, taskId, forever)) return true
      if ((await readTask(world.database, taskId))?.state !== 'running') return false
    }
  }
  assert.deepEqual(await Promise.all([first, takeOver()]), [true, true])
  const view = await world.view(importId)
  assert.deepEqual([view.state, view.counts], ['done', counts])
  await assertWhole(world.owner)
})

test('a cancelled import keeps what it wrote and takes no more', async t => {
  const world = await testImports(t)
  const { importId, taskId, underWay } = await begin(world)
  const taking = takeImport(world.parts, taskId, forever)
  await underWay()
  await cancelImport(world.parts, world.steward, importId)
  await taking
  const { state, counts: reached, endedAt } = await world.view(importId)
  assert.equal(state, 'cancelled')
  assert.ok(endedAt)
  const { rows: found } = await sql<{
    cases: number
  }>`select count(*) as cases from cases.case_record`.execute(world.owner)
  assert.equal(found[0]!.cases, reached!.open)
  assert.ok(reached!.rows < rows)
})

test('a runner takes what is queued, and stops between two chunks', async t => {
  const world = await testImports(t)
  const { importId, taskId, underWay, forget } = await begin(world)
  const stop = startImportRunner(world.parts)
  await underWay()
  await stop()
  assert.equal((await world.view(importId)).state, 'running')
  await forget()
  const stopAgain = startImportRunner(world.parts)
  while ((await readTask(world.database, taskId))?.state === 'running') await setTimeout(20)
  await stopAgain()
  assert.deepEqual((await world.view(importId)).counts, counts)
  await assertWhole(world.owner)
})
