import assert from 'node:assert/strict'
import { readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { isCode, readTask } from '#base/index.ts'
import { testImports } from '../../../test/test-imports.ts'
import { importDetail } from '../imports.contract.ts'
import { cancelImport } from './cancel-import.ts'
import { selectImport } from './import.store.ts'
import { mapImport } from './map-import.ts'
import { removeOldImports } from './remove-imports.ts'
import { openImports } from './resume-imports.ts'
import { startImport } from './start-import.ts'
import { takeImport } from './take-import.ts'

const content = '编号,内容\n1,路灯不亮\n2,\n3,噪音\n'
const counts = { rows: 3, history: 0, open: 2, repeated: 0, rejected: 1 }
const forever = new AbortController().signal
const later = (days: number) => new Date(Date.now() + days * 86_400_000)
const fails = (code: string) => (error: unknown) => isCode(error, code)

test('what an import may do stands in where it is', async t => {
  const world = await testImports(t)
  const { parts, steward, upload, view, carry, database } = world
  const stranger = await world.person('stranger', ['data-steward'])
  const start = (importId: string, mode: 'run' | 'check' = 'run', actor = steward) =>
    startImport(parts, actor, { importId, mode })
  const stateOf = async (id: string) => (await view(id)).state
  const cases = async () =>
    (await sql<{ count: number }>`select count(*)::int as count from cases.case_record`.execute(world.owner))
      .rows[0]!.count

  await t.test('nothing is there to cancel, and nobody cancels what is another’s', async () => {
    const { id } = await upload(content)
    await cancelImport(parts, steward, id)
    assert.equal(await stateOf(id), 'uploaded')
    await start(id)
    await assert.rejects(cancelImport(parts, stranger, id), fails('base.not-found'))
    await assert.rejects(start(id, 'run', stranger), fails('base.not-found'))
    assert.equal(await stateOf(id), 'queued')
    await cancelImport(parts, steward, id)
    const { state, endedAt, progress, counts: none } = await view(id)
    assert.deepEqual([state, progress, none], ['cancelled', null, null])
    assert.ok(endedAt, 'its file is removed some day')
    const taskId = (await selectImport(database, id))!.task_id!
    assert.equal(await takeImport(parts, taskId, forever), false, 'no runner begins what was cancelled')
    assert.deepEqual([await cases(), await openImports(database)], [0, []])
    await assert.rejects(start(id), fails('cases.import-already-started'))
  })

  await t.test('a check that waits holds the mapping; cancelled, it gives it free', async () => {
    const { id, mapping } = await upload(content)
    const taskId = await start(id, 'check')
    assert.deepEqual(
      [await stateOf(id), (await view(id)).progress],
      ['checking', { done: 0, total: 3, rowsPerSecond: null, secondsLeft: null }],
    )
    await assert.rejects(start(id), fails('cases.import-already-started'))
    await assert.rejects(start(id, 'check'), fails('cases.import-already-started'))
    await assert.rejects(
      mapImport(parts, steward, { importId: id, mapping }),
      fails('cases.import-already-started'),
    )
    await cancelImport(parts, steward, id)
    assert.deepEqual(
      [await stateOf(id), (await view(id)).check, (await view(id)).endedAt],
      ['uploaded', null, null],
    )
    assert.equal(await takeImport(parts, taskId, forever), false)
    assert.deepEqual((await carry(id, 'check')).check?.counts, counts)
    await mapImport(parts, steward, { importId: id, mapping: { ...mapping, source: '别处' } })
    assert.equal((await view(id)).check, null, 'what was checked was another mapping')
    assert.deepEqual((await carry(id, 'check')).check?.counts, counts)
    assert.equal(await cases(), 0)
  })

  await t.test('of two clicks at once one starts it, and the rows are written once', async () => {
    const { id } = await upload(content)
    const both = await Promise.allSettled([start(id), start(id), start(id, 'check')])
    const begun = both.flatMap(one => (one.status === 'fulfilled' ? [one.value] : []))
    assert.equal(begun.length, 1)
    for (const one of both)
      if (one.status === 'rejected') assert.ok(isCode(one.reason, 'cases.import-already-started'))
    const record = (await selectImport(database, id))!
    assert.ok(begun.includes((record.task_id ?? record.check_task_id)!))
    const taken = await Promise.all([1, 2, 3].map(() => takeImport(parts, begun[0]!, forever)))
    assert.deepEqual(taken.toSorted(), [false, false, true])
    if (record.task_id === null) await carry(id)
    assert.deepEqual([await stateOf(id), await cases()], ['done', 2])
    await cancelImport(parts, steward, id)
    assert.equal(await stateOf(id), 'done', 'what has ended is not cancelled')
  })

  await t.test('the one who started it is told once it has ended, and nobody of a check', async () => {
    const told = async () =>
      (
        await sql<{ audience: string; parameters: { count: number; importId: string } }>`
        select audience, parameters from cases.inbox_message where case_id is null order by id`.execute(
          world.owner,
        )
      ).rows
    const before = (await told()).length
    const { id } = await upload(content.replaceAll('路灯', '井盖'))
    await carry(id, 'check')
    assert.equal((await told()).length, before)
    await carry(id)
    assert.deepEqual((await told()).slice(before), [
      { audience: `person:${steward.id}`, parameters: { count: 3, importId: id } },
    ])
  })

  await t.test(
    'a file that was altered where it lies ends the import with a sentence, in both languages',
    async () => {
      const altered: ((path: string) => Promise<unknown>)[] = [
        path => truncate(path, 40),
        async path => {
          const bytes = await readFile(path)
          bytes[bytes.length - 5]! ^= 1
          await writeFile(path, bytes)
        },
      ]
      for (const alter of altered) {
        const { id } = await upload(content)
        await alter(join(world.folder, 'imports', id))
        const { state, error, endedAt, counts: none } = await carry(id)
        assert.deepEqual([state, none, endedAt !== null], ['failed', null, true])
        assert.match(error!.message, /\p{Script=Han}/u)
        const english = await view(id, 'en')
        assert.equal(english.error!.code, error!.code)
        assert.doesNotMatch(english.error!.message, /\p{Script=Han}|\{\{/u)
        importDetail.parse(english)
      }
    },
  )

  await t.test('a reason of another release, or of nobody, is a sentence too', async () => {
    const { id } = await upload(content)
    await carry(id)
    const taskId = (await selectImport(database, id))!.task_id!
    const errorOf = async (error: object | null) => {
      await sql`update base.task set error = ${JSON.stringify(error)}::jsonb where id = ${taskId}`.execute(
        world.owner,
      )
      return (await view(id, 'en')).error
    }
    assert.deepEqual(await errorOf({ code: 'cases.import-unreadable', details: { row: 7 } }), {
      code: 'cases.import-unreadable',
      message: 'The file cannot be read near row 7: most likely a quotation mark is never closed.',
    })
    for (const code of ['toString', '__proto__', 'cases.gone'])
      assert.match((await errorOf({ code }))!.message, new RegExp(`The import ended: ${code}\\.`))
    assert.deepEqual([await errorOf({}), await errorOf(null)], [null, null])
  })

  await t.test('after thirty days nothing more is done with it, and it says why', async () => {
    const { id, mapping } = await upload(content)
    assert.ok((await removeOldImports(parts, later(31))) > 0)
    const given = { importId: id, mapping }
    for (const act of [() => start(id), () => start(id, 'check'), () => mapImport(parts, steward, given)])
      await assert.rejects(act(), fails('cases.import-file-removed'))
    const { sample, headings, removedAt } = await view(id)
    assert.deepEqual([sample, headings], [[], ['编号', '内容']])
    assert.ok(removedAt)
  })

  await t.test('one that runs or waits keeps its file, however old it is', async () => {
    const { id } = await upload(content)
    const taskId = await start(id)
    await sql`update cases.import set created_at = now() - interval '90 days' where id = ${id}`.execute(
      world.owner,
    )
    assert.equal(await removeOldImports(parts, later(0)), 0)
    assert.equal(await takeImport(parts, taskId, forever), true)
    assert.equal(await stateOf(id), 'done')
    assert.equal((await readTask(database, taskId))!.failed, 1)
  })
})
