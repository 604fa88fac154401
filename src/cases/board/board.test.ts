import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { type TestContext, test } from 'node:test'
import { readXlsx } from 'hucre/xlsx'
import { sql } from 'kysely'
import { safeCell } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { readEntries } from '#ledger/index.ts'
import { reportBody, testCases } from '../../../test/test-cases.ts'
import { verbs } from '../action.routes.ts'
import type { CaseFilter } from '../case.contract.ts'
import { listCases } from '../list-cases.ts'
import { reportCase } from '../report-case.ts'
import { exportCases, listExports } from './export-cases.ts'
import { readBoard, readPeople } from './read-board.ts'
import { forgetView, listViews, saveView } from './save-view.ts'
import { spansAt } from './spans.rules.ts'

async function world(t: TestContext) {
  const base = await testCases(t)
  const { loop, person } = base
  const seat = await person('seat', ['seat'])
  const dispatcher = await person('dispatcher', ['dispatcher'])
  const handler = await person('handler', ['handler'], { departmentId: 'urban' })
  const dispatched = async (departmentId = 'urban') => {
    const made = await reportCase(loop, seat, reportBody())
    await verbs.dispatch(loop, dispatcher, {
      caseId: made.caseId,
      body: { version: 1, departmentId, dutyId: null, categoryId: null },
    })
    return made
  }
  const due = (caseId: string, at: Date) =>
    sql`update cases.case_record set due_at = ${at} where id = ${caseId}`.execute(base.owner)
  return { ...base, seat, dispatcher, handler, dispatched, due }
}

test('the board says for each department what is over, due today and this week, as the lists do', async t => {
  const { loop, database, owner, seat, dispatcher, handler, dispatched, due } = await world(t)
  const { endOfToday, endOfWeek } = spansAt(new Date(), (await loop.city.snapshot()).calendar.timeZone)
  const before = (at: Date) => new Date(at.getTime() - 1)
  const cases = [await dispatched(), await dispatched(), await dispatched(), await dispatched()]
  const [late, today, week, later] = cases
  await due(late!.caseId, new Date(Date.now() - 1000))
  await due(today!.caseId, before(endOfToday))
  // On a Sunday nothing is left of the week.
  const sunday = endOfToday.getTime() === endOfWeek.getTime()
  await due(week!.caseId, sunday ? endOfWeek : before(endOfWeek))
  await due(later!.caseId, endOfWeek)
  const police = await dispatched('police')
  await reportCase(loop, seat, reportBody())
  const merged = await reportCase(loop, seat, reportBody())
  await verbs.merge(loop, seat, { caseId: merged.caseId, body: { version: 1, into: late!.caseId } })
  const all = await readBoard(loop, dispatcher)
  assert.equal(all.undispatched, 1)
  const urban = all.departments[0]!
  assert.deepEqual(
    [urban.departmentId, urban.waiting, urban.overdue, urban.today, urban.week, urban.paused],
    ['urban', 4, 1, 1, sunday ? 0 : 1, 0],
  )
  const found = async (filter: object) =>
    (await listCases(loop, dispatcher, { limit: 50, departmentId: 'urban', ...filter })).items.length
  assert.deepEqual(
    [await found({ overdue: 'true' }), await found({ due: 'today' }), await found({ due: 'week' })],
    [urban.overdue, urban.today, urban.week],
  )
  assert.deepEqual(
    (await readBoard(loop, handler)).departments.map(one => one.departmentId),
    ['urban'],
  )
  await verbs.handle(loop, handler, { caseId: late!.caseId, body: { version: 2 } })
  await sql`update cases.due_moment set fired_at = now(), entry_id = gen_random_uuid() where case_id = ${police.caseId}`.execute(
    database,
  )
  await sql`
    insert into cases.due_moment (case_id, step, kind, at, department_id, fired_at, entry_id)
    values (${late!.caseId}, 99, 'escalation', now(), 'urban', now(), gen_random_uuid())`.execute(database)
  const then = (await readBoard(loop, dispatcher)).departments[0]!
  assert.deepEqual([then.waiting, then.handling, then.escalated], [3, 1, 1])
  await sql`update cases.case_record set assignee_id = ${handler.id} where id = ${late!.caseId}`.execute(
    owner,
  )
  const people = await readPeople(loop, dispatcher, { departmentId: 'urban' })
  assert.deepEqual(
    people.items.map(({ personId, open, overdue, today }) => [personId, open, overdue, today]),
    [
      [null, 3, 0, 1],
      [handler.id, 1, 1, 0],
    ],
  )
  assert.deepEqual((await readPeople(loop, handler, { departmentId: 'police' })).items, [])
})

const unfiltered: CaseFilter = { limit: 50 }

async function exported(
  loop: Parameters<typeof exportCases>[0],
  actor: Actor,
  more: { filter?: CaseFilter; format?: 'csv' | 'xlsx'; language?: 'zh' | 'en' } = {},
) {
  return await exportCases(loop, actor, { filter: unfiltered, format: 'csv', language: 'zh', ...more })
}

test('an export is labelled, masked by level, holds nobody by name, and the ledger says who took what', async t => {
  const { loop, database, seat, dispatcher, person, owner } = await world(t)
  const body = reportBody({ subject: '=HYPERLINK("http://x")', detail: '路灯不亮，\n第二行' })
  const { code } = await reportCase(loop, seat, body)
  const file = await exported(loop, dispatcher, {
    filter: { ...unfiltered, words: '路灯', state: 'reported' },
  })
  const csv = await text(file.body as Readable)
  const [label, headings, ...lines] = csv.replace('\uFEFF', '').split('\r\n')
  assert.match(label!, /^"城枢导出 .*导出人 dispatcher.*L4.*state=reported; words=\*/)
  assert.match(headings!, /^"工单编号","状态"/)
  assert.ok(lines[0]!.includes(code) && lines[0]!.includes(`"'=HYPERLINK(""http://x"")"`))
  assert.ok(!csv.includes('王小明') && !csv.includes('13800138000') && !csv.includes('138-0013'))
  const analyst = await person('analyst', ['analyst'])
  const masked = await text((await exported(loop, analyst)).body as Readable)
  assert.ok(masked.includes(code) && !masked.includes('第二行') && !masked.includes('幸福路'))
  assert.match(masked, /L2/)
  const { rows } = await sql<{ id: string; person_id: string; rows: number; filter: object }>`
    select * from cases.export order by id`.execute(owner)
  assert.deepEqual(
    rows.map(row => [row.person_id, row.rows]),
    [
      [dispatcher.id, 1],
      [analyst.id, 1],
    ],
  )
  const entries = await readEntries(database, `export:${rows[0]!.id}`)
  assert.deepEqual(
    entries.map(entry => entry.kind),
    ['case.exported', 'case.export-ended'],
  )
  assert.deepEqual((entries[0]!.body as { filter: string[] }).filter.toSorted(), [
    'state=reported',
    'words=*',
  ])
  assert.ok(!JSON.stringify(entries).includes('路灯'))
  assert.equal((await listExports(loop, analyst)).items.length, 1)
  const auditor = await person('auditor', ['audit-administrator'])
  const seen = await listExports(loop, auditor)
  assert.equal(seen.items.length, 2)
  assert.equal(seen.items[1]!.filter!.words, '*')
})

test('a workbook holds the same lines, page after page', async t => {
  const { loop, seat, dispatcher } = await world(t)
  await reportCase(loop, seat, reportBody())
  await sql`
    insert into cases.case_record (id, code, state, channel, nature, urgency, reported_at, updated_at, created_by, source, follow_up_hash)
    select gen_random_uuid(), 'many-' || n, 'reported', 'web', 'complaint', 'normal', now() - n * interval '1 second', now(), 'x',
           'x', sha256(n::text::bytea)
      from generate_series(1, 2500) n`.execute(loop.database)
  const file = await exported(loop, dispatcher, { format: 'xlsx', language: 'en' })
  const chunks: Buffer[] = []
  for await (const chunk of file.body as Readable) chunks.push(Buffer.from(chunk))
  const { sheets } = await readXlsx(Buffer.concat(chunks))
  const lines = sheets[0]!.rows
  assert.equal(lines.length, 2503)
  assert.match(String(lines[0]![0]), /^Exported from Chengshu .* by dispatcher/)
  assert.equal(new Set(lines.map(line => line[0])).size, 2503)
})

test('a filter is named for oneself, replaced under its name, and forgotten; fifty at most', async t => {
  const { loop, seat, dispatcher } = await world(t)
  await saveView(loop, seat, { name: '路灯', filter: { words: '路灯' } })
  const { items } = await saveView(loop, seat, { name: '路灯', filter: { words: '路灯', state: 'closed' } })
  assert.deepEqual(
    items.map(({ name, filter }) => ({ name, filter })),
    [{ name: '路灯', filter: { words: '路灯', state: 'closed' } }],
  )
  assert.deepEqual((await listViews(loop, dispatcher)).items, [])
  await assert.rejects(forgetView(loop, dispatcher, items[0]!.viewId), { code: 'base.not-found' })
  for (let n = 1; n < 50; n++) await saveView(loop, seat, { name: `view ${n}`, filter: {} })
  await assert.rejects(saveView(loop, seat, { name: 'one more', filter: {} }), {
    code: 'cases.too-many-views',
  })
  assert.equal((await forgetView(loop, seat, items[0]!.viewId)).items.length, 49)
})

test('a file holds whose cases the filter says, and one that is broken off is on record as such', async t => {
  const { loop, dispatcher, dispatched, owner } = await world(t)
  const [mine, other] = [await dispatched(), await dispatched()]
  await sql`update cases.case_record set assignee_id = ${dispatcher.id} where id = ${mine.caseId}`.execute(
    owner,
  )
  const taken = async (assigned: 'me' | undefined) =>
    await text((await exported(loop, dispatcher, { filter: { limit: 50, assigned } })).body as Readable)
  const own = await taken('me')
  assert.ok(own.includes(mine.code) && !own.includes(other.code))
  const all = await taken(undefined)
  assert.ok(all.includes(mine.code) && all.includes(other.code))
  const file = await exported(loop, dispatcher)
  const body = file.body as Readable
  body.destroy()
  await once(body, 'close')
  const [last] = (await listExports(loop, dispatcher)).items
  assert.deepEqual([last?.endedAt, last?.rows], [null, null])
})

test('cells that begin like a formula, behind whatever sign, are text', () => {
  for (const sign of ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
    assert.equal(safeCell(`${sign}1+1`), `"'${sign}1+1"`)
  for (const plain of ['1=1', 'a+b', '幸福路12号', '', ' x']) assert.equal(safeCell(plain), `"${plain}"`)
  assert.equal(safeCell('say "=1"'), '"say ""=1"""')
})
