import assert from 'node:assert/strict'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { readEntries } from '#ledger/index.ts'
import { reportBody, testCases } from '../../../test/test-cases.ts'
import { reportCase } from '../report-case.ts'
import { exportCases } from './export-cases.ts'

test('what is taken out for somebody outside holds no code, no words and nobody who stands alone, whoever takes it', async t => {
  const { loop, database, person } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const codes: string[] = []
  for (let i = 0; i < 6; i++) codes.push((await reportCase(loop, seat, reportBody())).code)
  const take = async (outside: boolean) => {
    const wanted = { filter: { limit: 50 }, format: 'csv', language: 'zh', outside } as const
    return await text((await exportCases(loop, dispatcher, wanted)).body as Readable)
  }
  const inside = await take(false)
  assert.ok(codes.every(code => inside.includes(code)) && inside.includes('幸福路'))
  const given = await take(true)
  for (const word of [...codes, '幸福路', '路灯', '王小明']) assert.ok(!given.includes(word), word)
  const [label, , ...lines] = given.replace('\uFEFF', '').trim().split('\r\n')
  assert.match(label!, /L2（内部）.*对外提供：已去除编号和文字内容；已泛化：/)
  assert.equal(lines.length, 6)
  assert.equal(new Set(lines).size, 1, 'six cases of one kind and month cannot be told apart')
  const id = /导出 (\S+?)，/.exec(label!)![1]
  const [entry] = await readEntries(database, `export:${id}`)
  const body = entry!.body as { outside?: boolean; level: string }
  assert.deepEqual([body.outside, body.level], [true, 'L2'])
})
