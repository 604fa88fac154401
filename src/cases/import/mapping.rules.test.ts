import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { importFields, importMapping } from '../imports.contract.ts'
import { guessColumns, guessMapping, headingKey, plainHeading, wrongHeadings } from './mapping.rules.ts'
import { synonyms } from './synonyms.ts'

test('columns are guessed from headings as hotlines write them', () => {
  assert.deepEqual(guessColumns(['留言编号', '留言用户', '留言主题', '留言时间', '留言详情', '一级标签']), {
    externalId: '留言编号',
    reporterName: '留言用户',
    subject: '留言主题',
    reportedAt: '留言时间',
    detail: '留言详情',
    category: '一级标签',
  })
  assert.deepEqual(guessColumns(['工单号', '市民诉求内容描述', '承办单位名称', '办结时间', '诉求类型']), {
    externalId: '工单号',
    detail: '市民诉求内容描述',
    department: '承办单位名称',
    closedAt: '办结时间',
    nature: '诉求类型',
  })
  assert.deepEqual(
    guessColumns(['Unique Key', 'Created Date', 'Closed_Date', 'Agency', 'Descriptor', 'LATITUDE']),
    {
      externalId: 'Unique Key',
      reportedAt: 'Created Date',
      closedAt: 'Closed_Date',
      department: 'Agency',
      detail: 'Descriptor',
      latitude: 'LATITUDE',
    },
  )
})

test('the more telling heading wins, and each column is used once', () => {
  assert.equal(guessColumns(['内容', '留言详情']).detail, '留言详情')
  assert.equal(guessColumns(['市民诉求内容描述', '内容']).detail, '内容')
  const columns = guessColumns(['时间', '受理时间', '未知列'])
  assert.deepEqual(columns, { reportedAt: '受理时间' })
  assert.deepEqual(guessColumns(['a', 'b']), {})
})

test('a guessed mapping has the defaults', () => {
  const mapping = guessMapping(['detail'])
  assert.deepEqual(mapping.columns, { detail: 'detail' })
  assert.equal(mapping.unknownValues, 'leave-empty')
  assert.deepEqual(mapping.defaults, { nature: 'complaint', channel: 'import', urgency: 'normal' })
})

test('a mapping names headings of the file, each once', () => {
  assert.deepEqual(wrongHeadings({ columns: { detail: 'a', subject: 'b' } }, ['a', 'b']), [])
  assert.deepEqual(wrongHeadings({ columns: { detail: 'a', subject: 'c' } }, ['a', 'b']), ['c'])
  assert.deepEqual(wrongHeadings({ columns: { detail: 'a', subject: 'a' } }, ['a', 'b']), ['a'])
})

test('files with the same headings are of one kind, whatever their order and case', () => {
  assert.equal(plainHeading(' 留言 时间（*） '), '留言时间')
  assert.equal(headingKey(['Detail', 'ID']), headingKey(['id', ' detail']))
  assert.notEqual(headingKey(['detail']), headingKey(['detail', 'id']))
})

test('a heading longer than a mapping can name is left, the next one is taken', () => {
  const long = `诉求内容${'，'.repeat(300)}`
  assert.deepEqual(guessMapping([long, '反映内容描述']).columns, { detail: '反映内容描述' })
  assert.deepEqual(guessMapping([long]).columns, {})
  const just = `诉求内容${'x'.repeat(196)}`
  assert.equal(guessMapping([just]).columns.detail, just)
})

test('no two fields share a synonym: which column a heading is does not hang on the order of the fields', () => {
  const of = new Map<string, string>()
  for (const field of importFields)
    for (const word of synonyms[field]) {
      const plain = plainHeading(word)
      assert.ok(!of.has(plain) || of.get(plain) === field, `${word}: ${of.get(plain)} and ${field}`)
      of.set(plain, field)
    }
})

test('files of other cities and systems', () => {
  const files: [string[], Record<string, string>][] = [
    [
      ['序号', '诉求人姓名', '诉求人电话', '事发地址', '紧急程度', '办理结果', '满意度评价'],
      {
        externalId: '序号',
        reporterName: '诉求人姓名',
        reporterPhone: '诉求人电话',
        address: '事发地址',
        urgency: '紧急程度',
        reply: '办理结果',
        rating: '满意度评价',
      },
    ],
    [
      ['CASE_ID', 'requested_datetime', 'Closed Date', 'Description', 'lng', 'lat', 'Source', 'Borough'],
      {
        externalId: 'CASE_ID',
        reportedAt: 'requested_datetime',
        closedAt: 'Closed Date',
        detail: 'Description',
        longitude: 'lng',
        latitude: 'lat',
        channel: 'Source',
        region: 'Borough',
      },
    ],
    [
      ['【受理编号】', '（诉求描述）', '答复 时间', '责任-单位'],
      { externalId: '【受理编号】', detail: '（诉求描述）', closedAt: '答复 时间', department: '责任-单位' },
    ],
    [['constructor', '__proto__', 'toString'], {}],
  ]
  for (const [headings, columns] of files) assert.deepEqual(guessColumns(headings), columns)
})

const heading = fc.oneof(
  fc.constantFrom(...importFields.flatMap(field => synonyms[field])),
  fc.string({
    unit: fc.constantFrom('诉求', '内容', '时间', '电话', '编号', ' ', '_', 'id', '（', '）'),
    maxLength: 80,
  }),
)

test('whatever the headings, a guess can be stored, and a person may leave it as it is', () => {
  const property = fc.property(fc.uniqueArray(heading, { maxLength: 12 }), headings => {
    const mapping = guessMapping(headings)
    assert.deepEqual(importMapping.parse(mapping), mapping)
    assert.deepEqual(wrongHeadings(mapping, headings), [])
    assert.equal(headingKey(headings), headingKey(headings.toReversed()))
  })
  fc.assert(property, { seed: 12345, numRuns: 500 })
})
