import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testImports } from '../../../test/test-imports.ts'
import { createImports } from './create-imports.ts'
import { removeOldImports } from './remove-imports.ts'
import { startImportRunner } from './resume-imports.ts'

const content = '编号,内容\n1,路灯不亮\n2,\n3,噪音\n'
const none = () => undefined

test('the command line imports with or without a server beside it', async t => {
  const world = await testImports(t)
  const { importFile } = createImports(world.parts)
  const path = await world.file('给.csv', content)
  const rejectedPath = join(world.folder, '退回.csv')
  const { steward: actor } = world

  const checked = await importFile(path, { actor, dryRun: true }, none)
  assert.deepEqual(checked.check?.counts, { rows: 3, history: 0, open: 2, repeated: 0, rejected: 1 })
  const done = await importFile(path, { actor, rejectedPath, language: 'en' }, none)
  assert.equal(done.state, 'done')
  assert.deepEqual(done.counts, { rows: 3, history: 0, open: 2, repeated: 0, rejected: 1 })
  assert.match(await readFile(rejectedPath, 'utf8'), /"The detail of the matter is missing","3","2",""/)

  const stop = startImportRunner(world.parts)
  const mapping = { columns: { externalId: '编号', detail: '内容' }, source: 'other' }
  const beside = await importFile(path, { actor, mapping }, none)
  await stop()
  assert.deepEqual(
    beside.counts,
    { rows: 3, history: 0, open: 2, repeated: 0, rejected: 1 },
    'another source',
  )

  const citizen = await world.person('citizen', ['citizen'])
  await assert.rejects(importFile(path, { actor: citizen }, none), { code: 'cases.not-permitted' })
  await assert.rejects(importFile('/nowhere.csv', { actor }, none), { code: 'ENOENT' })
})

test('thirty days after its end an import holds nobody’s words', async t => {
  const world = await testImports(t)
  const { id } = await world.upload(content)
  await world.carry(id)
  const { id: unstarted } = await world.upload(content)
  const later = (days: number) => new Date(Date.now() + days * 86_400_000)
  assert.equal(await removeOldImports(world.parts, later(29)), 0)
  assert.equal(await removeOldImports(world.parts, later(31)), 2)
  assert.equal(await removeOldImports(world.parts, later(31)), 0)
  const view = await world.view(id)
  assert.deepEqual([view.sample, view.check, view.counts?.rejected], [[], null, 1])
  assert.ok(view.removedAt)
  await assert.rejects(readFile(join(world.folder, 'imports', unstarted)), { code: 'ENOENT' })
  const { rows } = await sql`select 1 from cases.import_rejected`.execute(world.owner)
  assert.equal(rows.length, 0)
})
