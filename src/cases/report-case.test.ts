import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction } from '#base/index.ts'
import { visitor } from '#identity/index.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import { adviseJob } from './advise-cases.ts'
import { reportByStaff } from './case.contract.ts'
import { selectCase } from './case.store.ts'
import { readCase } from './read-case.ts'
import { recordCases } from './record-cases.ts'
import { reportByCitizen } from './report-by-citizen.ts'
import { report, reportCase } from './report-case.ts'

test('reporting', async t => {
  const { loop, person, kernel, database, owner } = await testCases(t, { blindShare: 1 })
  const seat = await person('seat', ['seat'])
  const other = await person('other', ['seat'])
  const recordOf = async (caseId: string) => (await selectCase(database, { caseId, scope: seat.scope }))!

  // Counted in the table of the queue: its own statistics are a few seconds behind.
  const sent = async () => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from pgboss.job where name = ${adviseJob.name}`.execute(owner)
    return rows[0]!.count
  }

  await t.test('codes have their shape: the local day and random letters', async () => {
    const one = await reportCase(loop, seat, reportBody())
    const two = await reportCase(loop, seat, reportBody())
    assert.match(one.code, /^\d{8}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
    assert.match(one.followUpCode, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
    assert.notEqual(one.followUpCode, two.followUpCode)
    const record = await recordOf(one.caseId)
    assert.ok(!JSON.stringify(record).includes(one.followUpCode), 'only its hash lies with the case')
  })

  await t.test('a repeated click is one case, also at the same moment', async () => {
    const body = reportBody({ idempotencyKey: 'click-12345678' })
    const all = await Promise.all([1, 2, 3, 4].map(() => reportCase(loop, seat, body)))
    assert.equal(new Set(all.map(one => one.caseId)).size, 1)
    assert.equal(new Set(all.map(one => one.followUpCode)).size, 1)
    assert.equal(all.filter(one => !one.repeated).length, 1)
    const theirs = await reportCase(loop, other, body)
    assert.notEqual(theirs.caseId, all[0]!.caseId, 'keys of two people are not compared')
  })

  await t.test('one draft is one case even without a key', async () => {
    const body = reportBody()
    const [one, two] = [await reportCase(loop, seat, body), await reportCase(loop, seat, body)]
    assert.equal(one.caseId, two.caseId)
  })

  await t.test('one external id of one sender is one case', async () => {
    const send = (externalId: string, actor = seat) => reportCase(loop, actor, reportBody({ externalId }))
    const one = await send('province-1')
    assert.equal((await send('province-1')).caseId, one.caseId)
    assert.notEqual((await send('province-2')).caseId, one.caseId)
    assert.notEqual((await send('province-1', other)).caseId, one.caseId)
  })

  await t.test('the newest advice of the draft is tied to the case; without one a job is sent', async () => {
    const body = reportBody()
    const subject = `draft:${body.draftId}`
    const input = { subject: body.subject, detail: body.detail, regionId: 'aaa' }
    await kernel.infer(loop.dispatchAlgorithm, { subject, input }, seat)
    const newest = await kernel.infer(loop.dispatchAlgorithm, { subject, input }, seat)
    const before = await sent()
    const { caseId } = await reportCase(loop, seat, body)
    const record = await recordOf(caseId)
    assert.equal(record.decision_id, newest.decisionId)
    assert.equal(record.decision_hash, newest.hash)
    assert.equal(record.decision_subject, subject)
    assert.equal(record.blind, true)
    assert.equal(await sent(), before)
    await reportCase(loop, seat, reportBody())
    assert.equal(await sent(), before + 1)
  })

  await t.test('the place is found by its point, and a region that does not exist is refused', async () => {
    const body = reportBody({ regionId: null, longitude: 113.005, latitude: 30.005 })
    const record = await recordOf((await reportCase(loop, seat, body)).caseId)
    assert.equal(record.region_id, 'aaa')
    assert.ok(record.cell)
    await assert.rejects(reportCase(loop, seat, reportBody({ regionId: 'zz' })), {
      code: 'cases.unknown-region',
    })
  })

  await t.test('who may not report is refused', async () => {
    const analyst = await person('analyst', ['analyst'])
    await assert.rejects(reportCase(loop, analyst, reportBody()), { code: 'cases.not-permitted' })
  })

  await t.test('the public reports; the key of a stranger opens nothing', async () => {
    const { draftId: _, channel: __, nature: ___, urgency: ____, ...matter } = reportBody()
    const body = { ...matter, idempotencyKey: '12345678' }
    const one = await reportByCitizen(loop, visitor, body)
    assert.equal((await reportByCitizen(loop, visitor, body)).followUpCode, one.followUpCode)
    const stranger = await reportByCitizen(loop, visitor, { ...body, detail: '别人的诉求' })
    assert.notEqual(stranger.followUpCode, one.followUpCode)
    const detail = await readCase(loop, seat, one.caseId)
    assert.equal(detail.channel, 'web')
    const citizen = await person('citizen', ['citizen'])
    const own = await reportByCitizen(loop, citizen, body)
    assert.notEqual(own.caseId, one.caseId)
    assert.equal((await recordOf(own.caseId)).reporter_person_id, citizen.id)
  })

  const texts: [string, string, string][] = [
    ['emoji and rare characters', '🔥𠮷野家👨‍👩‍👧', '🔥𠮷野家👨‍👩‍👧'],
    ['HTML and script', '<script>alert("x")</script>&amp;', '<script>alert("x")</script>&amp;'],
    [
      'SQL and tsquery signs',
      "'; drop table cases.event; -- a:*&|!()",
      "'; drop table cases.event; -- a:*&|!()",
    ],
    ['NUL', 'a\u0000b', 'ab'],
    ['a lone surrogate', 'a\ud83db', 'a\ufffdb'],
    ['20,000 characters', '灯'.repeat(20_000), '灯'.repeat(20_000)],
    ['20,000 different characters', varied(20_000), varied(20_000)],
    ['a word of 20,000 letters', 'x'.repeat(20_000), 'x'.repeat(20_000)],
    ['backslashes and quotes', '\\\\ \\u0000 "\\"', '\\\\ \\u0000 "\\"'],
  ]
  for (const [title, given, kept] of texts)
    await t.test(`${title} come back as they went in`, async () => {
      const parsed = reportByStaff.parse({ ...reportBody(), detail: given, subject: given.slice(0, 200) })
      const { caseId } = await reportCase(loop, seat, parsed)
      assert.equal((await readCase(loop, seat, caseId)).detail, kept)
    })

  await t.test('20,001 characters and an empty message are refused at the door', () => {
    assert.equal(reportByStaff.safeParse({ ...reportBody(), detail: 'x'.repeat(20_001) }).success, false)
    assert.equal(reportByStaff.safeParse({ ...reportBody(), detail: ' \u0000 ' }).success, false)
  })

  await t.test('a batch with repeats inside and outside of it gives each row its case', async () => {
    const drafts = await Promise.all(['b-1', 'b-2', 'b-1'].map(externalId => draftOf(externalId)))
    const first = await inTransaction(database, tx => recordCases(tx, drafts, '2026-11-22'))
    assert.deepEqual(
      first.map(one => one.repeated),
      [false, false, true],
    )
    assert.equal(first[0]!.caseId, first[2]!.caseId)
    const again = await inTransaction(database, tx => recordCases(tx, drafts, '2026-11-22'))
    assert.deepEqual(
      again.map(one => [one.caseId, one.repeated]),
      first.map(one => [one.caseId, true]),
    )
  })

  // The rows a report makes, caught on their way in.
  async function draftOf(externalId: string) {
    const at = new Date()
    return {
      matter: { subject: '', detail: '批量' },
      place: { address: null, longitude: null, latitude: null, regionId: null, cell: null },
      reporter: { name: null, phone: null, anonymous: true },
      channel: 'import' as const,
      nature: 'complaint' as const,
      urgency: 'normal' as const,
      reportedAt: at,
      createdBy: seat.id,
      reporterPersonId: null,
      idempotencyKey: null,
      source: 'file',
      externalId,
      generated: false,
      blind: false,
      draftId: null,
      decision: null,
      standing: (await import('./case.draft.ts')).justReported,
      events: [
        {
          type: 'imported' as const,
          at,
          actor: seat,
          departmentId: null,
          fromState: null,
          toState: 'reported' as const,
        },
      ],
    }
  }

  await t.test('a report that fails leaves neither case nor job', async () => {
    const before = await sent()
    const broken = { ...loop, jobs: { send: () => Promise.reject(new Error('no queue')) } }
    const body = { ...reportBody(), idempotencyKey: 'lost-123456', externalId: 'lost', source: 'x' }
    await assert.rejects(report(broken, seat, body), { message: 'no queue' })
    assert.equal(await sent(), before)
    const kept = await report(loop, seat, body)
    assert.equal(kept.repeated, false)
  })
})

function varied(length: number): string {
  return Array.from({ length }, (_, place) => String.fromCodePoint(0x4e00 + ((place * 7919) % 20_000))).join(
    '',
  )
}
