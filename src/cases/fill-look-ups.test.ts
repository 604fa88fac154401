import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { countPlain, type Handle, isCode } from '#base/index.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import { caseFilter } from './case.contract.ts'
import { fillLookUps } from './fill-look-ups.ts'
import { listCases } from './list-cases.ts'
import { countOlder } from './look-up-fill.store.ts'
import { readCase } from './read-case.ts'
import { reportCase } from './report-case.ts'
import { exportPerson } from './rights/export-person.ts'
import { casesSealed } from './sealed-columns.ts'
import { indexTerms } from './search.rules.ts'

const contents = casesSealed.filter(one => one.table === 'cases.case_content')

interface Content {
  case_id: string
  [column: string]: unknown
}

/** As if the cases had been written by the release before: as they were said, found by digits and plain terms. */
async function asBefore(owner: Handle): Promise<void> {
  const { rows } = await sql<Content & { detail: string; reporter_phone: string | null }>`
    select case_id, subject, detail, address, reporter_name, reporter_phone, follow_up_code, behalf_name, behalf_phone
      from cases.case_content`.execute(owner)
  for (const row of rows) {
    const terms = indexTerms(row.detail)
    await sql`
      update cases.case_content content
         set subject = given.subject, detail = given.detail, address = given.address, reporter_name = given.reporter_name,
             reporter_phone = given.reporter_phone, follow_up_code = given.follow_up_code,
             behalf_name = given.behalf_name, behalf_phone = given.behalf_phone,
             phone_digits = case when content.phone_index is not null then regexp_replace(given.reporter_phone, '[^0-9]', '', 'g') end,
             phone_index = null, phone_tail_index = null, name_index = null, kept_indexes = null,
             look_up_version = null, search = array_to_tsvector(${terms}::text[])
        from json_populate_record(null::cases.case_content, ${JSON.stringify(row)}::json) as given
       where content.case_id = given.case_id`.execute(owner)
  }
}

const plain = async (owner: Handle) =>
  (await Promise.all(contents.map(one => countPlain(owner, one)))).reduce((sum, one) => sum + one, 0)

test('cases of the release before are found meanwhile, sealed and indexed once, by any number of processes', async t => {
  const { loop, person, owner, database } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const steward = await person('steward', ['data-steward'])
  const report = async (place: number, rest: object = {}) => {
    const name = `王小明${'甲乙丙丁戊己庚辛壬癸'[place % 10]}`
    const reporter = { name, phone: `138-0013-${8000 + place}`, anonymous: false, ...rest }
    return (
      await reportCase(loop, seat, reportBody({ detail: `路灯${place}，身份证310101199003071233`, reporter }))
    ).caseId
  }
  const ids: string[] = []
  for (let place = 0; place < 120; place++) ids.push(await report(place))
  const hidden = await report(500, {
    confidential: true,
    onBehalfOf: { name: '李雷', phone: '13900139000', relation: 'family' },
  })
  const find = async (filter: object) =>
    (await listCases(loop, seat, caseFilter.parse({ limit: 50, ...filter }))).items.map(one => one.caseId)
  const theirs = async (phone: string) =>
    (await exportPerson(loop, steward, { phone, reason: '申请' })).cases.map(one => one.facts.id)
  const holds = async (when: string) => {
    assert.deepEqual(await find({ phone: '13800138007' }), [ids[7]], when)
    assert.ok((await find({ name: '王小明庚' })).includes(ids[6]!), when)
    assert.equal((await find({ words: '310101199003071233' })).length, 50, when)
    assert.deepEqual(
      await find({ phone: '13800138500' }),
      [],
      `${when}: a hidden reporter is found by nobody`,
    )
    for (const phone of ['13800138500', '139 0013 9000'])
      assert.deepEqual(await theirs(phone), [hidden], `${when} ${phone}`)
    assert.equal((await readCase(loop, seat, ids[3]!)).detail, '路灯3，身份证310101199003071233', when)
  }
  await holds('as written now')
  assert.equal(await plain(owner), 0)
  assert.deepEqual(await fillLookUps(database), { filled: 0, complete: true })

  await asBefore(owner)
  assert.equal(await countOlder(owner), 121)
  assert.ok((await plain(owner)) > 500)
  await holds('before')
  assert.deepEqual(await fillLookUps(database, { signal: AbortSignal.abort() }), {
    filled: 0,
    complete: false,
  })

  const [one, other] = await Promise.all([fillLookUps(database), fillLookUps(database)])
  assert.equal(one.filled + other.filled, 121, 'two at once never take the same case')
  assert.deepEqual([await countOlder(owner), await plain(owner)], [0, 0])
  await holds('afterwards')
  assert.deepEqual(await find({ phone: '8007' }), [ids[7]])
  const { rows } = await sql<{ left: number }>`
    select count(*) as left from cases.case_content
     where phone_digits is not null or search::text like '%310101199003071233%'`.execute(owner)
  assert.equal(rows[0]!.left, 0)
})

test('a mail address and a number that was corrected get their indexes, and rows without any are passed over', async t => {
  const { loop, person, owner, database } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const { caseId } = await reportCase(loop, seat, reportBody())
  const id = () => crypto.randomUUID()
  await sql`
    insert into cases.contact (id, case_id, channel, address, language, code, consented_at)
    values (${id()}, ${caseId}, 'email', 'Wang@Mail.cn', 'zh', 'code', now())`.execute(owner)
  await sql`
    insert into cases.personal_change (id, case_id, at, actor_name, field, was, becomes, reason)
    select gen_random_uuid(), ${caseId}, now(), '', field, was, null, ''
      from (values ('phone', '+86 137 7777 7777'), ('phone', '无'), ('name', '王'), ('phone', null)) as given (field, was)`.execute(
    owner,
  )
  const steward = await person('steward', ['data-steward'])
  const theirs = async (whose: object) =>
    (await exportPerson(loop, steward, { ...whose, reason: '申请' })).cases.map(one => one.facts.id)
  const both = async () => {
    assert.deepEqual(await theirs({ phone: '13777777777' }), [caseId])
    assert.deepEqual(await theirs({ email: 'wang@mail.cn' }), [caseId])
  }
  await both()
  assert.equal((await fillLookUps(database)).complete, true)
  await both()
  const { rows } = await sql<{ contacts: number; changes: number }>`
    select (select count(*) from cases.contact where address_index is not null) as contacts,
           (select count(*) from cases.personal_change where was_index is not null) as changes`.execute(owner)
  assert.deepEqual(rows, [{ contacts: 1, changes: 2 }])
})

test('what was altered in the database is not shown', async t => {
  const { loop, person, owner } = await testCases(t)
  const seat = await person('seat', ['seat'])
  const { caseId } = await reportCase(loop, seat, reportBody())
  await sql`
    update cases.case_content set detail = overlay(detail placing (case substring(detail from 40 for 1) when 'A' then 'B' else 'A' end)
           from 40 for 1) where case_id = ${caseId}`.execute(owner)
  await assert.rejects(readCase(loop, seat, caseId), error => isCode(error, 'base.sealed-damaged'))
})
