import assert from 'node:assert/strict'
import { test } from 'node:test'
import { redactLine } from './redact-line.rules.ts'

const line = (fields: object) =>
  `${JSON.stringify({ level: 40, time: 1790000000000, pid: 13812, ...fields })}\n`
const read = (fields: object) => JSON.parse(redactLine(line(fields))) as Record<string, unknown>

test('numbers of people are taken out of every text of a line, however deep; the rest stays as it is', () => {
  const told = read({
    msg: 'could not send to 13812345678',
    err: { message: 'bad id 110101199003071233', cause: [{ at: 'wang@example.com' }] },
  })
  const text = JSON.stringify(told)
  for (const word of ['13812345678', '110101199003071233', 'wang@example.com'])
    assert.ok(!text.includes(word), text)
  assert.deepEqual([told.level, told.time, told.pid], [40, 1790000000000, 13812])
  assert.match(String(told.msg), /^could not send to ⟦手机1⟧$/)
  assert.ok(redactLine(line({ msg: 'x 13812345678' })).endsWith('}\n'))
})

test('a number that is the name of a field is taken out too', () => {
  assert.ok(!redactLine(line({ counts: { '13812345678': 2 } })).includes('13812345678'))
})

test('ids of requests and rows stay whole, whatever digits are in them', () => {
  // Read as numbers alone, one holds a landline (0516-8353-1430), the other a mobile behind the 0 of a long-distance call.
  for (const reqId of ['7617617c-0516-8353-1430-f17168178b75', '38281b52-c8b7-cc6c-210b-017167981653']) {
    assert.equal(read({ reqId }).reqId, reqId)
    assert.notEqual(
      read({ msg: `asked by ${reqId}` }).msg,
      `asked by ${reqId}`,
      'only a text that is an id is sure to be one',
    )
  }
})

test('machines of one’s own stay, an address of somebody outside does not', () => {
  const told = (host: string) => String(read({ msg: `connect ECONNREFUSED ${host}:5432` }).msg)
  for (const host of ['127.0.0.1', '10.3.2.1', '192.168.7.20', '172.16.0.9', '172.31.255.1'])
    assert.ok(told(host).includes(host), host)
  for (const host of ['114.247.50.2', '172.32.0.1']) assert.ok(!told(host).includes(host), host)
})

test('what is no JSON is read as one text; a plain line comes back as it is', () => {
  assert.ok(!redactLine('panic: 13812345678\n').includes('13812345678'))
  const plain = '{"level":40,"msg":"the disk is full"}\n'
  assert.equal(redactLine(plain), plain)
})
