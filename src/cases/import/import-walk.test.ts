import assert from 'node:assert/strict'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { sql } from 'kysely'
import { pino } from 'pino'
import { createHttpServer } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { multipartOf } from '../../../test/fixtures/multipart.ts'
import { testImports } from '../../../test/test-imports.ts'
import { importDetail, importList } from '../imports.contract.ts'
import { listCases } from '../list-cases.ts'
import { downloadRejected } from './download-rejected.ts'
import { importRoutes } from './import.routes.ts'
import { mapImport } from './map-import.ts'

test('imports as people carry them out', async t => {
  const world = await testImports(t)

  await t.test(
    'what was rejected is mended and imported again, and what was there is not doubled',
    async () => {
      const { parts, steward, upload, carry } = world
      const { id } = await upload(
        '编号,内容,受理时间\n1,路灯不亮,2025/1/6\n2,"说""井盖""松动，\n请来人",昨天\n=3,噪音,2025/1/7\n4,,2025/1/8\n',
      )
      const first = await carry(id)
      assert.deepEqual(first.counts, { rows: 4, history: 0, open: 2, repeated: 0, rejected: 2 })
      const { body, name, contentType } = await downloadRejected(parts, steward, {
        importId: id,
        language: 'en',
      })
      assert.deepEqual([name, contentType], ['rejected rows messages.csv', 'text/csv; charset=utf-8'])
      const mended = (await text(body as Readable))
        .replaceAll('昨天', '2025/1/9')
        .replace('"4",""', '"4","停水"')

      const again = await upload(mended, name)
      assert.deepEqual(again.headings, ['reasons', 'row', '编号', '内容', '受理时间'])
      assert.deepEqual(
        again.mapping.columns,
        first.mapping.columns,
        'the two columns before them disturb nothing',
      )
      assert.equal(again.sample[0]![3], '说"井盖"松动，\n请来人', 'what was said comes back sign by sign')
      assert.deepEqual((await carry(again.id)).counts, {
        rows: 2,
        history: 0,
        open: 2,
        repeated: 0,
        rejected: 0,
      })
      const whole = await upload(mended, name)
      assert.deepEqual((await carry(whole.id)).counts, {
        rows: 2,
        history: 0,
        open: 0,
        repeated: 2,
        rejected: 0,
      })
    },
  )

  await t.test(
    'where a matter lies: the file goes before its coordinates, and these before nothing',
    async () => {
      const { id } = await world.upload(
        [
          '编号,内容,经度,纬度,区域,事项,分类',
          'p1,在第一格,113.005,30.005,,,',
          'p2,文件说在第二格,113.005,30.005,区域aab,,',
          'p3,在格子之间,113.025,30.005,,,',
          'p4,在城市之外,120,36,,,',
          'p5,只有一半坐标,113.005,,,,',
          'p6,没有地点,,,,邻里纠纷,路灯',
          'p7,没有这个区域,,,南山区,路灯不亮,',
        ].join('\n'),
      )
      assert.equal((await world.carry(id)).counts?.open, 7)
      const { rows } = await sql<Record<string, string | null>>`
      select external_id as id, region_id as region, category_id as category, cell is not null as cell
        from cases.case_record where external_id like 'p%' order by external_id`.execute(world.owner)
      assert.deepEqual(
        rows.map(row => [row.id, row.region, row.category, row.cell]),
        [
          ['p1', 'aaa', null, true],
          ['p2', 'aab', null, true],
          ['p3', 'aa', null, true],
          ['p4', null, null, true],
          ['p5', null, null, false],
          ['p6', null, 'light-street', false],
          ['p7', null, 'light-street-broken', false],
        ],
      )
    },
  )

  await t.test(
    'defaults and values of a mapping decide what a file does not say, and history asks for no advice',
    async () => {
      const { parts, steward, loop } = world
      const decisions = async () =>
        (
          await sql<{ count: number }>`select count(*)::int as count from kernel.decision`.execute(
            world.owner,
          )
        ).rows[0]!.count
      const before = await decisions()
      const { id, mapping } = await world.upload(
        '编号,内容,渠道,紧急程度,类型,承办单位\nd1,一,公众号,特急,咨询,城市管理执法局\nd2,二,飞鸽,,,\nd3,三,,加急,,没有这个局\n',
      )
      const defaults = { nature: 'help', channel: 'grid', urgency: 'urgent' } as const
      const values = { channel: { 飞鸽: 'walk-in' } }
      await mapImport(parts, steward, { importId: id, mapping: { ...mapping, defaults, values } })
      assert.deepEqual((await world.carry(id)).counts, {
        rows: 3,
        history: 1,
        open: 2,
        repeated: 0,
        rejected: 0,
      })
      const { rows } = await sql<Record<string, string>>`
      select external_id as id, channel, urgency, nature, state, decision_id is not null as advised
        from cases.case_record where external_id like 'd%' order by external_id`.execute(world.owner)
      assert.deepEqual(
        rows.map(row => Object.values(row)),
        [
          ['d1', 'wechat', 'emergency', 'enquiry', 'closed', false],
          ['d2', 'walk-in', 'urgent', 'help', 'reported', true],
          ['d3', 'grid', 'urgent', 'help', 'reported', true],
        ],
      )
      assert.equal((await decisions()) - before, 2, 'nobody needs advice on what has ended')
      const handler = await world.person('handler', ['handler'], { departmentId: 'police' })
      assert.deepEqual(
        (await listCases(loop, handler, { limit: 10 })).items,
        [],
        'it is the department’s of the file',
      )
    },
  )

  await t.test(
    'over HTTP: what is no upload is refused, in the language of the reader, and nothing is left',
    async () => {
      let caller: Actor = world.steward
      const server = await createHttpServer<Actor>({
        routes: importRoutes(world.parts),
        mounts: [],
        log: pino({ level: 'silent' }),
        consoleFolder: world.folder,
        version: 'test',
        authenticate: async () => caller,
        authorize: () => undefined,
        ready: async () => true,
      })
      t.after(() => server.close())
      const url = '/api/imports'
      const post = async (form: { payload: Buffer; headers: Record<string, string> }, language = 'en') =>
        await server.inject({
          method: 'POST',
          url,
          ...form,
          headers: { ...form.headers, 'accept-language': language },
        })
      const file = (content: string | Buffer, fileName = 'a.csv') =>
        multipartOf([{ name: 'file', fileName, content }])

      const had = importList.parse((await server.inject(url)).json()).items.length
      const none = [
        multipartOf([{ name: 'file', content: '编号,内容\n1,路灯\n' }]),
        multipartOf([]),
        multipartOf([{ name: 'file', fileName: 'a.csv', content: '编号,内容\n1,路灯\n' }], { end: '' }),
        { payload: Buffer.from('{}'), headers: { 'content-type': 'application/json' } },
      ]
      for (const form of none) {
        const { statusCode, body } = await post(form)
        assert.ok(statusCode >= 400 && statusCode < 500, body)
      }
      assert.equal(importList.parse((await server.inject(url)).json()).items.length, had, 'nothing is left')

      const old = Buffer.from('d0cf11e0a1b11ae1', 'hex')
      const said = async (language: string) => (await post(file(old), language)).json().title as string
      assert.match(await said('en'), /^This is an old \(\.xls\) or encrypted Excel file/)
      assert.match(await said('zh-CN'), /^这是旧版（\.xls）或加密的 Excel 文件/)

      const ids: string[] = []
      for (const name of ['一.csv', '二.csv', '三.csv'])
        ids.push(importDetail.parse((await post(file(`编号,内容\n${name},路灯\n`, name))).json()).importId)
      const list = importList.parse((await server.inject(url)).json())
      assert.deepEqual(
        list.items.slice(0, 3).map(one => one.importId),
        ids.toReversed(),
        'the newest first',
      )

      const mapping = { columns: { detail: '内容' } }
      const put = async (id: string, payload: object) =>
        (await server.inject({ method: 'PUT', url: `${url}/${id}/mapping`, payload })).statusCode
      const wrong: object[] = [
        { columns: { nothing: '内容' } },
        { columns: { detail: 7 } },
        { columns: { detail: 'x'.repeat(201) } },
        { ...mapping, source: '' },
        { ...mapping, source: '长'.repeat(61) },
        { ...mapping, unknownValues: 'guess' },
        { ...mapping, defaults: { nature: 'constructor' } },
        { ...mapping, values: { nature: { 甲: 'constructor' } } },
        { ...mapping, values: { nothing: {} } },
      ]
      for (const one of wrong) assert.equal(await put(ids[0]!, one), 400, JSON.stringify(one).slice(0, 80))
      assert.equal(await put('no-id', mapping), 400)
      assert.equal(await put(crypto.randomUUID(), mapping), 404)
      caller = await world.person('other', ['data-steward'])
      assert.equal(await put(ids[0]!, mapping), 404)
      caller = world.steward
      assert.equal(
        importDetail.parse((await server.inject(`${url}/${ids[0]}`)).json()).mappingFrom,
        'guessed',
      )
      assert.equal(await put(ids[0]!, mapping), 200)

      const started = await server.inject({ method: 'POST', url: `${url}/${ids[0]}/start` })
      assert.deepEqual([started.statusCode, started.json().state], [202, 'queued'])
      const cancelled = await server.inject({ method: 'POST', url: `${url}/${ids[0]}/cancel` })
      assert.deepEqual([cancelled.statusCode, cancelled.json().state], [200, 'cancelled'])
      const rejected = await server.inject(`${url}/${ids[2]}/rejected?language=zh`)
      assert.match(String(rejected.headers['content-disposition']), /filename\*=UTF-8''/)
      assert.equal(
        rejected.body,
        '\uFEFF"退回原因","行号","编号","内容"\r\n',
        'of an import that rejected nothing',
      )
    },
  )
})
