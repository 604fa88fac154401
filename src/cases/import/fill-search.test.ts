import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { type TestImports, testImports } from '../../../test/test-imports.ts'
import { caseFilter } from '../case.contract.ts'
import { caseTerms, type Searchable } from '../case-terms.ts'
import { listCases } from '../list-cases.ts'
import { fillSearch } from './fill-search.ts'
import { startImportRunner } from './resume-imports.ts'
import { countUnsearched } from './search-fill.store.ts'
import { startImport } from './start-import.ts'

const rows = 950
const file = `编号,标题,内容,地址\n${Array.from({ length: rows }, (_, place) => `${place},井盖,第${place}号的井盖松动了,幸福路${place}号\n`).join('')}`

async function imported(world: TestImports) {
  const { id } = await world.upload(file)
  const view = await world.carry(id)
  assert.deepEqual([view.state, view.counts?.open], ['done', rows])
  return { id, unsearched: view.unsearched }
}

async function finder(world: TestImports) {
  const seat = await world.person('seat', ['seat'])
  return async (filter: object) =>
    (await listCases(world.loop, seat, caseFilter.parse({ limit: 50, ...filter }))).items.length
}

async function atWork(world: TestImports): Promise<number> {
  const { rows: found } = await sql<{ count: number }>`
    select count(*) as count from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`.execute(world.owner)
  return found[0]!.count
}

/** Every case has exactly the terms a single report of the same words would have. */
async function assertAllTerms(world: TestImports): Promise<void> {
  const { rows: found } = await sql<Searchable & { terms: string[] }>`
    select subject, detail, address, reporter_name, behalf_name, tsvector_to_array(search) as terms
      from cases.case_content`.execute(world.owner)
  assert.equal(found.length, rows)
  for (const one of found) assert.deepEqual(one.terms.toSorted(), caseTerms(one).toSorted())
}

test('imported cases are listed at once and found by their words once these are filled in', async t => {
  const world = await testImports(t)
  const { id, unsearched } = await imported(world)
  const find = await finder(world)
  assert.equal(unsearched, rows, 'the import says so')
  assert.equal(await find({ words: '井盖松动' }), 0)
  assert.equal(await find({ channel: 'import' }), 50)

  const stopped = await fillSearch(world.database, { signal: AbortSignal.abort() })
  assert.deepEqual(stopped, { filled: 0, complete: false })
  const late = await fillSearch(world.database, { until: Date.now() })
  assert.deepEqual(late, { filled: 0, complete: false })

  assert.deepEqual(await fillSearch(world.database), { filled: rows, complete: true })
  assert.deepEqual(await fillSearch(world.database), { filled: 0, complete: true })
  assert.equal(await find({ words: '第777号的井盖' }), 1)
  assert.equal(await find({ address: '幸福路123号' }), 1)
  assert.equal((await world.view(id)).unsearched, 0)
  await assertAllTerms(world)
})

test('a process killed while it fills leaves the rest to the next one', async t => {
  const world = await testImports(t)
  await imported(world)
  const given = JSON.stringify([world.connections.application])
  const child = spawn(process.execPath, ['test/fixtures/search-process.ts', given], { stdio: 'inherit' })
  while ((await countUnsearched(world.database)) === rows) await setTimeout(1)
  child.kill('SIGKILL')
  await once(child, 'exit')
  // The statement that a killed process was waiting for still ends in the server.
  while ((await atWork(world)) > 0) await setTimeout(10)
  const left = await countUnsearched(world.database)
  t.diagnostic(`${left} of ${rows} left by the killed process`)
  const [one, other] = await Promise.all([fillSearch(world.database), fillSearch(world.database)])
  assert.equal(one.filled + other.filled, left, 'two at once never take the same case')
  assert.equal(await countUnsearched(world.database), 0)
  await assertAllTerms(world)
})

test('a runner fills them in after an import and after a start, even while imports wait', async t => {
  const world = await testImports(t)
  await imported(world)
  const { id } = await world.upload(file.replaceAll('井盖', '窨井'))
  await startImport(world.parts, world.steward, { importId: id, mode: 'run' })
  const stop = startImportRunner(world.parts)
  const ended = async () => (await world.view(id)).state === 'done'
  while (!(await ended()) || (await countUnsearched(world.database)) > 0) await setTimeout(20)
  await stop()
  const find = await finder(world)
  assert.equal(await find({ words: '第777号的井盖' }), 1)
})
