import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { isCode } from '#base/index.ts'
import { testImports } from '../../../test/test-imports.ts'
import { listCases } from '../list-cases.ts'
import { readCase } from '../read-case.ts'
import { downloadRejected } from './download-rejected.ts'
import { mapImport } from './map-import.ts'
import { startImport } from './start-import.ts'

const bad = [
  '编号,标题,内容,受理时间,承办单位,答复,满意度',
  '1,路灯,小区门口路灯不亮,2025/1/6 12:09:38,,,',
  '2,路灯,路灯坏了,2025-01-06,城市管理执法局,已修好,满意',
  '3,错位,多了一列,2025-01-06,,,,又一列',
  '4,缺列,少了几列',
  '5,空,,2025-01-06,,,',
  '6,表情,"😀路灯<script>alert(1)</script> \u0000不亮",2025-01-06,,,',
  '7,公式,=cmd|calc,昨天,,,',
  '8,单位,没有这个单位,2025-01-06,水务局,,',
  '1,重复,编号重复,2025-01-06,,,',
  `9,超长,${'长'.repeat(350_000)},2025-01-06,,,`,
].join('\n')

test('every row of a bad file is imported, repeated or kept with its reasons', async t => {
  const world = await testImports(t)
  const { upload, carry, parts, steward, loop } = world
  const { id } = await upload(bad, '坏 文件.csv')

  await t.test('the dry run tells it all and writes nothing', async () => {
    const { check, state, counts } = await carry(id, 'check')
    assert.deepEqual(check?.counts, { rows: 10, history: 1, open: 3, repeated: 1, rejected: 5 })
    assert.deepEqual(check?.unknown, [{ field: 'department', value: '水务局', count: 1 }])
    assert.deepEqual(
      check?.rejected.map(({ row, reasons }) => [row, reasons.map(reason => reason.code).join()]),
      [
        [4, 'shifted'],
        [5, 'shifted'],
        [6, 'detail-missing'],
        [8, 'bad-date'],
        [11, 'text-too-long'],
      ],
    )
    assert.equal(check!.rejected[3]!.reasons[0]!.message, '“受理时间”的时间“昨天”无法识别，或在将来')
    assert.ok(check!.rejected[4]!.cells[2]!.length <= 201)
    assert.deepEqual([state, counts], ['uploaded', null])
    assert.equal(
      (await listCases(loop, { ...steward, roles: ['dispatcher'] }, { limit: 50 })).items.length,
      0,
    )
  })

  await t.test('the import does what the dry run said', async () => {
    const { state, counts, progress } = await carry(id)
    assert.deepEqual([state, progress], ['done', null])
    assert.deepEqual(counts, { rows: 10, history: 1, open: 3, repeated: 1, rejected: 5 })
    const dispatcher = await world.person('dispatcher', ['dispatcher'])
    const { items } = await listCases(loop, dispatcher, { limit: 50 })
    assert.deepEqual(items.map(one => one.subject).toSorted(), ['单位', '表情', '路灯', '路灯'])
    const strange = await readCase(loop, dispatcher, items.find(one => one.subject === '表情')!.caseId)
    assert.equal(strange.detail, '😀路灯<script>alert(1)</script> 不亮')
    const past = await readCase(loop, dispatcher, items.find(one => one.departmentId === 'urban')!.caseId)
    assert.deepEqual(
      past.timeline.map(event => `${event.type} ${event.text ?? ''}`.trim()),
      ['imported', 'replied 已修好', 'closed', 'rated'],
    )
    assert.deepEqual([past.state, past.rating, past.reportedAt], ['closed', 4, '2025-01-05T16:00:00.000Z'])
    const open = await readCase(loop, dispatcher, items.find(one => one.state === 'reported')!.caseId)
    assert.ok(open.timeline[0]!.decisionId, 'an open matter has its advice')
    const unknown = await readCase(loop, dispatcher, items.find(one => one.subject === '单位')!.caseId)
    assert.equal(
      unknown.timeline[0]!.details.department,
      '水务局',
      'what had no meaning stays on the timeline',
    )
  })

  await t.test('rejected rows come back as a file that a spreadsheet cannot run', async () => {
    const { body, name } = await downloadRejected(parts, steward, { importId: id, language: 'zh' })
    const lines = (await text(body as Readable)).split('\r\n')
    assert.equal(name, '退回的行 坏 文件.csv')
    assert.equal(
      lines[0],
      '\uFEFF"退回原因","行号","编号","标题","内容","受理时间","承办单位","答复","满意度"',
    )
    assert.equal(lines.length, 7)
    assert.match(lines[1]!, /^"列数与表头不一致，该行很可能错位","4","3","错位"/)
    assert.match(lines[4]!, /"'=cmd\|calc"/)
    const stranger = await world.person('stranger', ['data-steward'])
    await assert.rejects(downloadRejected(parts, stranger, { importId: id, language: 'zh' }), {
      code: 'base.not-found',
    })
  })

  await t.test('the same file again adds nothing', async () => {
    const { id: again } = await upload(bad)
    const { counts } = await carry(again)
    assert.deepEqual(counts, { rows: 10, history: 0, open: 0, repeated: 5, rejected: 5 })
  })

  await t.test('an import is started once', async () => {
    const again = startImport(parts, steward, { importId: id, mode: 'run' })
    await assert.rejects(again, { code: 'cases.import-already-started' })
  })
})

test('a mapping is checked, decides, and is remembered', async t => {
  const { upload, carry, parts, steward, person } = await testImports(t)
  const other = await person('other', ['data-steward'])
  const content = '号,说了什么,谁办\n1,路灯不亮,市容局\n2,噪音,某某所\n'
  const { id, mapping, mapping_from } = await upload(content)
  assert.equal(mapping_from, 'guessed')
  assert.equal(mapping.columns.detail, undefined)
  await assert.rejects(startImport(parts, steward, { importId: id, mode: 'run' }), {
    code: 'cases.import-mapping-incomplete',
  })
  const wanted = {
    ...mapping,
    columns: { externalId: '号', detail: '说了什么', department: '谁办' },
    values: { department: { 市容局: 'urban' } },
    unknownValues: 'reject' as const,
  }
  const map = (change: object) =>
    mapImport(parts, steward, { importId: id, mapping: { ...wanted, ...change } })
  const refused = (change: object, code: string) =>
    assert.rejects(map(change), (error: Error) => isCode(error, code))
  await refused({ columns: { detail: '没有' } }, 'cases.import-unknown-heading')
  await refused({ columns: { detail: '号', subject: '号' } }, 'cases.import-unknown-heading')
  await refused({ values: { department: { 市容局: 'gone' } } }, 'cases.import-unknown-value')
  const foreign = mapImport(parts, other, { importId: id, mapping: wanted })
  await assert.rejects(foreign, { code: 'base.not-found' })
  await map({})
  const { counts, check, mappingFrom } = await carry(id)
  assert.deepEqual(counts, { rows: 2, history: 1, open: 0, repeated: 0, rejected: 1 })
  assert.deepEqual([check, mappingFrom], [null, 'chosen'])

  const again = await upload('谁办,号,说了什么\n市容局,3,路灯\n')
  assert.deepEqual([again.mapping_from, again.mapping.values], ['own', wanted.values])
  assert.deepEqual(again.mapping.columns, wanted.columns)
})

test('coordinates name the region, a duty its category', async t => {
  const { upload, carry, loop, person } = await testImports(t)
  const { id } = await upload('内容,经度,纬度,事项\n路灯不亮,113.005,30.005,路灯不亮\n')
  assert.equal((await carry(id)).state, 'done')
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const [found] = (await listCases(loop, dispatcher, { limit: 5 })).items
  assert.deepEqual(
    [found!.regionId, found!.categoryId, found!.dutyId],
    ['aaa', 'light-street-broken', 'lamp'],
  )
})

test('a file that is gone is said to be gone', async t => {
  const { upload, carry, folder } = await testImports(t)
  const { id } = await upload('内容\n路灯不亮\n')
  const { removeFile } = await import('./stored-file.ts')
  await removeFile(folder, id)
  const { state, error } = await carry(id)
  assert.equal(state, 'failed')
  assert.equal(error?.code, 'cases.import-file-removed')
  await assert.rejects(readFile(`${folder}/imports/${id}`), { code: 'ENOENT' })
})
