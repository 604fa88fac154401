import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCode } from '#base/index.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import { callerHistory } from './caller-history.ts'
import { caseFilter, reportByStaff } from './case.contract.ts'
import { listCases } from './list-cases.ts'
import { readCase } from './read-case.ts'
import { reportCase } from './report-case.ts'

test('a seat searches', async t => {
  const { loop, person } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const report = async (changes: object) =>
    (
      await reportCase(
        loop,
        seat,
        reportByStaff.parse({ ...reportBody({ subject: '', address: null }), ...changes }),
      )
    ).caseId
  const find = async (filter: object) =>
    (await listCases(loop, seat, caseFilter.parse(filter))).items.map(one => one.caseId)
  const phone = (number: string | null, name: string | null = null) => ({
    reporter: { name, phone: number, anonymous: false },
  })

  const lamp = await report({
    detail: '小区门口路灯不亮',
    address: '幸福路12号',
    ...phone('138-0013-8000', '王小明'),
  })
  const percent = await report({
    detail: '涨价100%，电价_单',
    address: '长安街1%号',
    ...phone('13800138001', '100%'),
  })
  const english = await report({
    detail: "Broken lamp at O'Neil Street; it's dark",
    ...phone('010-66551234', "O'Neil_x"),
  })
  const emoji = await report({ detail: '🔥着火了🔥', address: '🏠路3号', ...phone(null, '👨‍👩‍👧') })
  const arabic = await report({ detail: 'مصباح الشارع مكسور', ...phone('+86 139 0013 9000', 'علی') })
  const mixed = await report({ detail: '３号楼Ａ座ＡＢＣ电梯坏了', ...phone('(0512) 6655 1234') })

  const words: [string, string[]][] = [
    ['路灯', [lamp]],
    ['灯', [lamp]],
    ['亮', [lamp]],
    ['路灯 不亮', [lamp]],
    ['亮不', []],
    ['%', []],
    ['_', []],
    ['100%', [percent]],
    ['100', [percent]],
    ["O'Neil", [english]],
    ['BROKEN', [english]],
    ['brok', [english]],
    ['roken', []],
    ["'; drop table cases.event; --", []],
    ['a:* & !b | (c)', []],
    ['着火', [emoji]],
    ['🔥', []],
    ['الشارع', [arabic]],
    ['3号楼', [mixed]],
    ['abc', [mixed]],
    ['ａｂｃ', [mixed]],
    ['\\', []],
    ['"路灯"', [lamp]],
  ]
  for (const [typed, expected] of words)
    await t.test(`words ${JSON.stringify(typed)}`, async () => {
      assert.deepEqual((await find({ words: typed })).toSorted(), expected.toSorted())
    })

  const numbers: [string, string[]][] = [
    ['13800138000', [lamp]],
    ['138 0013 8000', [lamp]],
    ['138-0013-8000', [lamp]],
    ['+8613800138000', [lamp]],
    ['008613800138000', [lamp]],
    ['１３８００１３８０００', [lamp]],
    ['1380013800', []],
    ['8000', [lamp]],
    ['8001', [percent]],
    ['000', []],
    ['138001380000', []],
    ['13900139000', [arabic]],
    ['010-66551234', [english]],
    ['+86 10 6655 1234', [english]],
    ['+86 512 66551234', [mixed]],
    ['0512-66551234', [mixed]],
    ['8001380', []],
  ]
  for (const [typed, expected] of numbers) {
    await t.test(`the list by phone ${typed}`, async () => {
      assert.deepEqual((await find({ phone: typed })).toSorted(), expected.toSorted())
    })
    await t.test(`the caller's history of ${typed} is of exactly this number`, async () => {
      const { items } = await callerHistory(loop, seat, typed)
      const exact = typed.length < 5 ? [] : expected
      assert.deepEqual(
        items.map(one => one.caseId),
        exact,
      )
    })
  }

  await t.test('a phone without a digit is refused, wildcards are none', async () => {
    for (const typed of ['%', '_', '--', '*'])
      await assert.rejects(find({ phone: typed }), error => isCode(error, 'base.invalid-input'))
    assert.deepEqual((await callerHistory(loop, seat, '%%%%%%')).items, [])
    assert.deepEqual((await callerHistory(loop, seat, '1380')).items, [], 'four digits would list strangers')
  })

  const names: [string, string[]][] = [
    ['王', []],
    ['王小明', [lamp]],
    ['小明', []],
    ['%', []],
    ['100%', [percent]],
    ['_', []],
    ["O'Neil_", []],
    ["o'neil_X ", [english]],
    ["O'NeilX", []],
    ['👨‍👩‍👧', [emoji]],
    ['علی', [arabic]],
  ]
  for (const [typed, expected] of names)
    await t.test(`name ${JSON.stringify(typed)}`, async () => {
      assert.deepEqual(await find({ name: typed }), expected)
    })

  await t.test('words are not looked for in addresses, nor addresses in words', async () => {
    assert.deepEqual(await find({ address: '幸福路' }), [lamp])
    assert.deepEqual(await find({ words: '幸福路' }), [])
    assert.deepEqual(await find({ address: '路灯' }), [])
    assert.deepEqual(await find({ words: '@幸福路' }), [], 'the mark of the index opens nothing')
    assert.deepEqual(await find({ words: '路灯', address: '幸福路12号' }), [lamp])
    assert.deepEqual(await find({ words: '着火', address: '幸福路' }), [])
  })

  await t.test('a code is found as it is spoken: small letters, spaces, without lines', async () => {
    const { code } = await readCase(loop, seat, lamp)
    for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ''), code.replaceAll('-', ' ')])
      assert.deepEqual(await find({ words: typed }), [lamp], typed)
    assert.deepEqual(await find({ words: code, name: '不是' }), [], 'a code does not lift the other filters')
    assert.deepEqual(await find({ words: `${code.slice(0, -1)}%` }), [])
  })
})
