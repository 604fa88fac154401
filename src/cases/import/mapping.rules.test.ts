import assert from 'node:assert/strict'
import { test } from 'node:test'
import { guessColumns, guessMapping, headingKey, plainHeading, wrongHeadings } from './mapping.rules.ts'

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
