import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { writeXlsx } from 'hucre/xlsx'
import { isCode } from '#base/index.ts'
import { testImports } from '../../../test/test-imports.ts'

const gbk = (text: string) => {
  // Node encodes UTF-8 alone: the table is made by decoding every pair of bytes.
  const table = new Map<string, number[]>()
  const decoder = new TextDecoder('gb18030')
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++) table.set(decoder.decode(Uint8Array.of(high, low)), [high, low])
  return Uint8Array.from([...text].flatMap(sign => table.get(sign) ?? [sign.charCodeAt(0)]))
}
const utf16 = (text: string) => Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(text, 'utf16le')])
const csv = '编号,标题,内容\n1,路灯,"门口路灯不亮，\n三天了"\n2,噪音,夜里施工\n'

test('a file is understood by its content', async t => {
  const world = await testImports(t)
  const seen = async (content: string | Uint8Array, name?: string) => {
    const { format, encoding, delimiter, headings, row_count, sample } = await world.upload(content, name)
    return { format, encoding, delimiter, headings, rows: row_count, second: sample[1] }
  }
  const usual = { headings: ['编号', '标题', '内容'], rows: 2, second: ['2', '噪音', '夜里施工'] }
  const asCsv = { format: 'csv', encoding: 'utf-8', delimiter: ',', ...usual }

  await t.test('CSV in the encodings and with the signs that spreadsheets use', async () => {
    assert.deepEqual(await seen(csv), asCsv)
    assert.deepEqual(await seen(`\uFEFF${csv}`), asCsv)
    assert.deepEqual(await seen(gbk(csv), 'whatever.xlsx'), { ...asCsv, encoding: 'gb18030' })
    assert.deepEqual(await seen(utf16(csv.replaceAll(',', '\t'))), {
      ...asCsv,
      encoding: 'utf-16le',
      delimiter: '\t',
    })
    assert.deepEqual(await seen(csv.replaceAll(',', ';')), { ...asCsv, delimiter: ';' })
  })

  await t.test('JSON lines, whose keys are the headings', async () => {
    const lines = '{"编号":1,"标题":"路灯"}\n\n{"编号":2,"标题":"噪音","内容":"夜里施工"}\n'
    assert.deepEqual(await seen(lines), { ...asCsv, format: 'jsonl', delimiter: null })
  })

  await t.test('a workbook, with dates as the clock on the wall', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '一',
          rows: [
            ['编号', '标题', '内容'],
            [1, '路灯', '不亮'],
            [2, new Date('2020-01-06T12:09:38Z'), '夜里施工'],
          ],
        },
      ],
    })
    const { second, ...rest } = await seen(bytes)
    assert.deepEqual(rest, {
      format: 'xlsx',
      encoding: 'utf-8',
      delimiter: null,
      headings: usual.headings,
      rows: 2,
    })
    assert.deepEqual(second, ['2', '2020-01-06 12:09:38', '夜里施工'])
  })

  await t.test('what is no table is refused with what to do, and nothing is left behind', async () => {
    const before = await readdir(join(world.folder, 'imports'))
    const workbook = await writeXlsx({ sheets: [{ name: '一', rows: [['a'], ['b']] }] })
    const refused: [string | Uint8Array, string][] = [
      ['', 'cases.import-no-rows'],
      ['编号,内容\n', 'cases.import-no-rows'],
      ['\n\n', 'cases.import-no-rows'],
      [Uint8Array.from({ length: 5000 }, (_, place) => place % 7), 'cases.import-not-a-table'],
      [Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3), 'cases.import-old-workbook'],
      [workbook.slice(0, workbook.length / 2), 'cases.import-broken-workbook'],
      [Uint8Array.of(0x50, 0x4b, 3, 4, 9, 9, 9), 'cases.import-broken-workbook'],
      [`编号,内容\n1,"${'没有结尾'.repeat(1_200_000)}`, 'cases.import-unreadable'],
    ]
    for (const [content, code] of refused)
      await assert.rejects(world.upload(content), (error: Error) => isCode(error, code), code)
    assert.deepEqual(await readdir(join(world.folder, 'imports')), before)
  })

  await t.test('a large file is read as a stream', async () => {
    const row = `,"${'路灯不亮，'.repeat(10)}"\n`
    const rows = 60_000
    const content = Buffer.from(
      `编号,内容\n${Array.from({ length: rows }, (_, place) => place + row).join('')}`,
    )
    const { row_count, bytes, sample } = await world.upload(content)
    assert.deepEqual([row_count, bytes, sample.length], [rows, content.length, 20])
  })

  await t.test('a cell of a megabyte is cut in the sample', async () => {
    const { sample } = await world.upload(`编号,内容\n1,${'长'.repeat(350_000)}\n`)
    assert.equal(sample[0]![1]!.length, 201)
  })
})
