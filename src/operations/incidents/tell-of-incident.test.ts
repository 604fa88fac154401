import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { checkLabel } from '#kernel/label/check-label.ts'
import { bytesSource } from '#kernel/label/source.ts'
import { personActor } from '../../../test/fixtures/actors.ts'
import { openIncident } from './act-on-incident.ts'
import type { Audience } from './incident.contract.ts'
import { readIncident } from './read-incident.ts'
import { editText, recordSent, writeText } from './tell-of-incident.ts'
import { watched } from './watch.fixture.ts'

const by = personActor('officer-1')
const timeZone = 'Asia/Shanghai'
const code = (expected: string) => ({ code: `operations.incident-${expected}` })

async function opened(t: TestContext) {
  const { database } = await watched(t)
  const words = '发现可疑导出'
  const incidentId = await openIncident({ database }, { kind: 'data', severity: 'general', words }, by)
  const read = async () => await readIncident(database, incidentId, timeZone)
  const text = async (audience: Audience, language: 'zh' | 'en' = 'zh') =>
    (await read()).texts.find(one => one.audience === audience && one.language === language)!
  return { database, incidentId, read, text }
}

test('a text is made from the facts until somebody edits it; then it stays as it was written, sealed', async t => {
  const { database, incidentId, text } = await opened(t)
  assert.equal((await text('leaders')).version, 0)
  assert.match((await text('leaders')).words, /由工作人员发现并登记/)
  const change = { incidentId, audience: 'leaders', language: 'zh' } as const
  await editText(database, { ...change, words: '已改好的专报', basedOn: 0 }, by)
  assert.deepEqual([(await text('leaders')).words, (await text('leaders')).version], ['已改好的专报', 1])
  assert.equal((await text('leaders', 'en')).version, 0, 'the other language is untouched')
  await assert.rejects(editText(database, { ...change, words: '另一稿', basedOn: 0 }, by), code('changed'))
  await editText(database, { ...change, words: '第二稿', basedOn: 1 }, by)
  await assert.rejects(editText(database, { ...change, words: '旧的', basedOn: 1 }, by), code('changed'))
  await assert.rejects(
    editText(database, { ...change, audience: 'persons', words: '没有的版本', basedOn: 3 }, by),
    code('changed'),
  )
  const { rows } = await sql<{ sealed: boolean }>`
    select starts_with(words, 'sealed:1:') as sealed from operations.incident_text`.execute(database)
  assert.deepEqual(rows, [{ sealed: true }])
})

test('that a text was sent is recorded: by whom, how, when; neither of the future nor of before', async t => {
  const { database, incidentId, read } = await opened(t)
  const sent = { incidentId, audience: 'regulator', language: 'zh', channel: '电话 12387' } as const
  const hour = 3_600_000
  const at = (after: number) => new Date(Date.now() + after).toISOString()
  await assert.rejects(recordSent(database, { ...sent, at: at(hour) }, by), code('sent-later'))
  await assert.rejects(recordSent(database, { ...sent, at: at(-hour) }, by), code('sent-later'))
  await recordSent(database, { ...sent, at: at(0) }, by)
  const [event] = (await read()).events
  assert.deepEqual([event!.what, event!.words, event!.detail.audience], ['sent', '电话 12387', 'regulator'])
  const nobody = '0190a000-0000-7000-8000-000000000000'
  await assert.rejects(
    recordSent(database, { ...sent, incidentId: nobody, at: at(0) }, by),
    code('not-found'),
  )
  await assert.rejects(
    editText(database, { ...sent, incidentId: nobody, words: '文', basedOn: 0 }, by),
    code('not-found'),
  )
})

test('as a Word file a text has its words and no label of AI content: rules and people wrote it', async t => {
  const { database, incidentId } = await opened(t)
  const which = { incidentId, audience: 'regulator', language: 'zh' } as const
  const file = await writeText(database, which, timeZone)
  assert.match(file.name, /^报告主管部门 \d+\.docx$/)
  assert.ok('bytes' in file)
  const pieces: Buffer[] = []
  for await (const piece of await file.body()) pieces.push(piece as Buffer)
  const content = Buffer.concat(pieces)
  assert.equal(content.length, file.bytes)
  assert.equal(content.subarray(0, 2).toString(), 'PK')
  const { says, format } = await checkLabel(bytesSource(content), { name: file.name })
  assert.deepEqual([says, format], ['none', 'docx'])
})
