import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { faultInChinese } from './issue-words.rules.ts'

const faultsOf = (schema: z.ZodType, value: unknown) =>
  (schema.safeParse(value).error?.issues ?? []).map(({ code, message, path: _, ...params }) =>
    faultInChinese({ keyword: code, message, params }),
  )

test('each kind of fault of a field has a Chinese sentence without a word of English', () => {
  const table: [z.ZodType, unknown, string][] = [
    [z.string(), undefined, '必须填写'],
    [z.object({ a: z.string() }), {}, '必须填写'],
    [z.string(), 7, '应为文字'],
    [z.number(), '7', '应为数字'],
    [z.int(), 1.5, '应为整数'],
    [z.boolean(), 1, '应为是或否'],
    [z.array(z.string()), {}, '应为列表'],
    [z.object({}), 'x', '应为对象'],
    [z.string().min(1), '', '不能为空'],
    [z.array(z.string()).min(1), [], '不能为空'],
    [z.string().min(3), 'ab', '至少 3 个字'],
    [z.number().min(1), 0, '不能小于 1'],
    [z.string().max(2), 'abc', '最多 2 个字'],
    [z.array(z.string()).max(1), ['a', 'b'], '最多 1 项'],
    [z.number().max(3), 4, '不能大于 3'],
    [z.uuid(), 'x', '不是正确的编号'],
    [z.email(), 'x', '不是正确的电子邮箱'],
    [z.iso.date(), 'x', '不是正确的日期'],
    [z.iso.datetime(), 'x', '不是正确的日期时间'],
    [z.string().regex(/x/), 'y', '不是正确的格式'],
    [z.enum(['a', 'b']), 'c', '只能是 a、b'],
    [z.literal(true), false, '只能是 true'],
    [z.strictObject({}), { more: 1 }, '有多余的字段 more'],
    [z.union([z.string(), z.number()]), true, '不符合任何一种允许的写法'],
    [z.number().multipleOf(5), 7, '应为 5 的倍数'],
    [z.string().refine(() => false), 'x', '不符合要求'],
    [z.string().refine(() => false, '看不见的字'), 'x', '看不见的字'],
  ]
  for (const [schema, value, said] of table) assert.deepEqual(faultsOf(schema, value), [said])
  assert.equal(faultInChinese({}), '不符合要求')
  assert.equal(faultInChinese({ keyword: 'invalid_type', params: { expected: 'map' } }), '应为 map')
})
