import assert from 'node:assert/strict'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { writeXlsx } from 'hucre/xlsx'
import { isCode } from '#base/index.ts'
import { type TestImports, testImports } from '../../../test/test-imports.ts'
import { importDetail } from '../imports.contract.ts'
import { listCases } from '../list-cases.ts'
import { readCase } from '../read-case.ts'
import { mapImport } from './map-import.ts'
import { uploadImport } from './upload-import.ts'

const words = ['小区停水三天了没人管', '夜里施工噪声很大', '幸福路井盖松动', '路灯不亮，老人不敢出门']
const csv = `编号,内容\n${words.map((word, place) => `${place + 1},${word}\n`).join('')}`

async function detailsOf(world: TestImports): Promise<string[]> {
  const dispatcher = await world.person(`dispatcher ${Math.random()}`, ['dispatcher'])
  const { items } = await listCases(world.loop, dispatcher, { limit: 50 })
  return await Promise.all(
    items.map(async one => (await readCase(world.loop, dispatcher, one.caseId)).detail!),
  )
}

test('files as nobody should send them', async t => {
  const world = await testImports(t)

  await t.test(
    'a file of which single bytes were lost is read in its own encoding, and only those rows are left',
    async () => {
      const whole = Buffer.from(csv)
      const at = whole.indexOf('噪声')
      const cut = Buffer.concat([whole.subarray(0, at), whole.subarray(at + 1)])
      const { id, encoding, damaged, headings } = await world.upload(cut)
      assert.deepEqual([encoding, damaged, headings], ['utf-8', true, ['编号', '内容']])
      const { counts } = await world.carry(id)
      assert.deepEqual(counts, { rows: 4, history: 0, open: 3, repeated: 0, rejected: 1 })
      assert.deepEqual(
        (await detailsOf(world)).toSorted(),
        words.filter(word => !word.includes('噪声')).toSorted(),
        'no case of unreadable signs',
      )
    },
  )

  await t.test('text of two bytes a letter, either way round, is read by its mark', async () => {
    const little = Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(csv, 'utf16le')])
    const big = Buffer.from(little).swap16()
    for (const [bytes, expected] of [
      [little, 'utf-16le'],
      [big, 'utf-16be'],
    ] as const) {
      const { encoding, headings, row_count, damaged } = await world.upload(bytes)
      assert.deepEqual([encoding, headings, row_count, damaged], [expected, ['编号', '内容'], 4, false])
    }
    const odd = await world.upload(big.subarray(0, big.length - 1))
    assert.deepEqual([odd.encoding, odd.damaged], ['utf-16be', true], 'its last letter is half')
  })

  await t.test('names and headings that no database takes are kept as far as they can be', async () => {
    const names: [string, string][] = [
      ['', 'file'],
      ['a\u0000b.csv', 'ab.csv'],
      ['\ud800.csv', '\ufffd.csv'],
      [`${'长'.repeat(300)}.csv`, '长'.repeat(200)],
      ['../../etc/passwd', '../../etc/passwd'],
    ]
    for (const [given, kept] of names) {
      const { id, file_name } = await world.upload(csv, given)
      assert.equal(file_name, kept)
      assert.ok(
        (await stat(join(world.folder, 'imports', id))).isFile(),
        'its place never comes from its name',
      )
    }
    const long = `${'a'.repeat(179)}😀`
    const { headings } = await world.upload(`${long},内容,,内容\n1,2,3,4\n`)
    assert.deepEqual(headings.slice(1), ['内容', '#3', '内容 (2)'])
    const keys = '{"\\u0000":"1","\\ud83d":"2","内容":"路灯不亮","":"3"}\n'
    const { id } = await world.upload(`${keys}{"${'诉求内容'.repeat(100)}":"长","内容":"噪音"}\n`)
    importDetail.parse(await world.view(id))
    assert.deepEqual((await world.carry(id)).counts?.open, 2)
  })

  await t.test('what was sent lies sealed, and what was not sent to its end does not lie there', async () => {
    const { id } = await world.upload(csv)
    const bytes = await readFile(join(world.folder, 'imports', id))
    assert.ok(!bytes.includes('停水') && !bytes.includes('编号'))
    assert.equal((await stat(join(world.folder, 'imports', id))).mode & 0o077, 0, 'nobody else reads it')

    const before = await readdir(join(world.folder, 'imports'))
    const send = (stream: Readable) => uploadImport(world.parts, world.steward, { name: 'a.csv', stream })
    async function* cutOff() {
      yield Buffer.from(csv)
      await setImmediate()
      throw new Error('connection reset')
    }
    await assert.rejects(send(Readable.from(cutOff())), error => isCode(error, 'cases.import-upload-broken'))
    // As the multipart reader hands on a file that is over the limit.
    const over = Object.assign(Readable.from([Buffer.from(csv)]), { truncated: true })
    await assert.rejects(send(over), error => isCode(error, 'cases.import-too-large'))
    const full = Readable.from(
      // biome-ignore lint/correctness/useYield: a stream that fails before its first piece
      (async function* () {
        throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
      })(),
    )
    await assert.rejects(send(full), { code: 'ENOSPC' }, 'a full disk is no fault of the connection')
    assert.deepEqual(await readdir(join(world.folder, 'imports')), before)
  })

  await t.test(
    'what somebody chose for these headings is proposed: the own choice first, else a colleague’s',
    async () => {
      const { parts, steward } = world
      const other = await world.person('colleague', ['data-steward'])
      const content = '号,说法,谁办\n1,路灯不亮,市容局\n'
      const send = (actor: typeof steward, given = content) =>
        uploadImport(parts, actor, { name: 'a.csv', stream: Readable.from([Buffer.from(given)]) })
      const choose = async (actor: typeof steward, source: string) => {
        const { id, mapping } = await send(actor)
        const columns = { detail: '说法', externalId: '号' }
        await mapImport(parts, actor, { importId: id, mapping: { ...mapping, columns, source } })
      }
      assert.equal((await send(steward)).mapping_from, 'guessed')
      await choose(steward, '热线一')
      const shared = await send(other)
      assert.deepEqual([shared.mapping_from, shared.mapping.source], ['shared', '热线一'])
      await choose(other, '热线二')
      const own = await send(steward)
      assert.deepEqual(
        [own.mapping_from, own.mapping.source],
        ['own', '热线一'],
        'a newer one of a colleague is not one’s own',
      )
      await choose(steward, '热线三')
      assert.equal((await send(steward)).mapping.source, '热线三', 'the last choice counts')
      // The same headings, written otherwise: the choice names columns that this file does not have.
      const wide = await send(steward, content.replace('号,说法', '（号）,说法 '))
      assert.deepEqual([wide.mapping_from, wide.mapping.columns.externalId], ['guessed', undefined])
    },
  )

  await t.test('a workbook with all that people put into one is the table they see', async () => {
    const at = new Date('2024-02-29T23:59:59Z')
    const rows = [
      [null, null, null],
      ['', ' '],
      ['编号', '内容', '受理时间', '金额', '是否', null],
      [1, '路灯不亮', at, 0.1 + 0.2, true],
      [],
      ['0012', '=1+1', null, -5, false, null, null],
      [3, '"引号"，逗号\n换行😀', '2024/3/1', 1e21, null, null, '多出的一格'],
      [null, null, null],
    ]
    const bytes = await writeXlsx({
      sheets: [
        { name: '一', rows },
        { name: '二', rows: [['别处'], ['x']] },
      ],
    })
    const { id, headings, row_count, sample, format } = await world.upload(bytes, '表.csv')
    assert.deepEqual([format, row_count], ['xlsx', 3])
    assert.deepEqual(headings.slice(0, 5), ['编号', '内容', '受理时间', '金额', '是否'])
    assert.deepEqual(
      sample.map(cells => cells.slice(0, 5)),
      [
        ['1', '路灯不亮', '2024-02-29 23:59:59', '0.30000000000000004', 'true'],
        ['0012', '=1+1', '', '-5', 'false'],
      ],
    )
    const { check } = await world.carry(id, 'check')
    assert.deepEqual(
      check!.rejected.map(({ row, reasons }) => [row, reasons.map(one => one.code)]),
      [[7, ['shifted']]],
      'a row has the number that stands beside it in the workbook',
    )
    const lying = Buffer.from(bytes)
    for (let place = 0; place < lying.length; place += 97) lying[place]! ^= 0x55
    lying.set(bytes.subarray(0, 4))
    await assert.rejects(world.upload(lying), error => isCode(error, 'cases.import-broken-workbook'))
  })

  await t.test(
    'one row of everything: a file of one column, of one row, of ten thousand columns',
    async () => {
      const single = await world.upload('诉求内容\n路灯不亮')
      assert.deepEqual([single.row_count, single.mapping.columns], [1, { detail: '诉求内容' }])
      const wide = Array.from({ length: 10_000 }, (_, place) => `列${place}`)
      const { headings, id } = await world.upload(`${wide.join('\t')}\t内容\n${'x\t'.repeat(10_000)}井盖\n`)
      assert.equal(headings.length, 10_001)
      assert.equal((await world.carry(id)).counts?.open, 1)
      const same = await world.upload(`${'内容,'.repeat(300)}\n${'x,'.repeat(300)}\n`)
      assert.equal(new Set(same.headings).size, 300)
    },
  )
})
