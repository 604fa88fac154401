import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { claimTask, createTask, inTransaction, uuidv7 } from '#base/index.ts'
import { byMail, bySms, outsideWorld } from '../../../test/test-outside.ts'
import { selectCase } from '../case.store.ts'
import { type EventType, eventTypes } from '../case-words.contract.ts'
import { draftEvent } from '../event.draft.ts'
import { endImport } from '../import/end-import.ts'
import { listInbox } from './list-inbox.ts'
import { messageLines } from './message-lines.ts'
import { startMessengers } from './start-messengers.ts'
import { tellCitizens } from './tell-citizens.ts'
import { tellOfEvents } from './tell-of-events.ts'

const happened = (type: string, details = {}) => ({
  type: type as EventType,
  at: new Date(),
  actor: { id: 'somebody', name: '某人' },
  departmentId: 'water',
  fromState: 'handling' as const,
  toState: 'handling' as const,
  details,
})

test('every event there is tells whom its lines say, an event nobody has written a line for tells nobody', async t => {
  const { database, dispatcher, report, dispatch } = await outsideWorld(t)
  const { caseId } = await report(bySms)
  await dispatch(caseId)
  const after = (await selectCase(database, { caseId, scope: dispatcher.scope }))!
  const before = { ...after, department_id: 'police' }
  const count = async (table: 'inbox_message' | 'delivery') =>
    (
      await sql<{ n: number }>`select count(*)::int as n from ${sql.table(`cases.${table}`)}`.execute(
        database,
      )
    ).rows[0]!.n
  for (const type of [...eventTypes, 'of-a-later-release']) {
    const details = { score: 1, resolved: false, service: '119', act: 'dispatch', mail: 'kept' }
    const lines = messageLines.filter(line => line.on === type)
    const staff = lines.filter(line => !['citizen', 'named', 'region', 'assignee'].includes(line.to)).length
    const citizens = lines.filter(line => line.to === 'citizen').length
    const [told, queued] = [await count('inbox_message'), await count('delivery')]
    const events = [draftEvent(caseId, 9, happened(type, details))]
    await inTransaction(database, tx => tellOfEvents(tx, { before, after, actor: { id: 'x' }, events }))
    assert.equal((await count('inbox_message')) - told, staff, type)
    assert.equal((await count('delivery')) - queued, citizens, type)
  }
})

test('of a good rating nobody is told, of a bad one those who can do something', async t => {
  const { database, dispatcher, report, dispatch } = await outsideWorld(t)
  const { caseId } = await report()
  await dispatch(caseId)
  const record = (await selectCase(database, { caseId, scope: dispatcher.scope }))!
  const told = async (details: object) => {
    await sql`delete from cases.inbox_message`.execute(database)
    const events = [draftEvent(caseId, 9, happened('rated', details))]
    await inTransaction(database, tx =>
      tellOfEvents(tx, { before: record, after: record, actor: { id: 'x' }, events }),
    )
    const { rows } = await sql<{ template: string }>`select template from cases.inbox_message`.execute(
      database,
    )
    return rows.length
  }
  assert.equal(await told({ score: 5, resolved: true }), 0)
  assert.equal(await told({ score: 3, resolved: true }), 0)
  assert.equal(await told({ score: 2, resolved: true }), 2)
  assert.equal(await told({ score: 5, resolved: false }), 2)
})

test('the citizens of many cases are told in one go, each by their own channel, or not at all', async t => {
  const { database, mail, gateway, report, deliver } = await outsideWorld(t)
  const made = [await report(byMail), await report(bySms), await report()]
  await deliver()
  const events = made.map(({ caseId }) => draftEvent(caseId, 2, happened('merged')))
  await inTransaction(database, tx => tellCitizens(tx, events))
  await deliver()
  assert.deepEqual([mail.mails.length, gateway.messages.length], [2, 2])
  assert.match(mail.mails[1]!.subject, /一并办理$/)
  await inTransaction(database, tx => tellCitizens(tx, []))
  await sql`update cases.contact set ended_at = now(), address = null`.execute(database)
  await inTransaction(database, tx => tellCitizens(tx, events))
  await deliver()
  assert.deepEqual([mail.mails.length, gateway.messages.length], [2, 2])
})

test('what fails with the step it belongs to is not told', async t => {
  const { database, report, deliveries } = await outsideWorld(t)
  const { caseId } = await report(byMail)
  const before = (await deliveries()).length
  const failing = inTransaction(database, async tx => {
    await tellCitizens(tx, [draftEvent(caseId, 2, happened('closed'))])
    throw new Error('undone')
  })
  await assert.rejects(failing, /undone/)
  assert.equal((await deliveries()).length, before)
})

test('the end of an import is told to who started it, its check to nobody', async t => {
  const { loop, database, person } = await outsideWorld(t)
  const steward = await person('steward', ['data-steward'])
  const importId = uuidv7()
  await sql`
    insert into cases.import (id, created_by, created_by_name, file_name, bytes, format, encoding, row_count, headings,
                              sample, mapping, mapping_from)
    values (${importId}, ${steward.id}, '库', 'a.csv', 1, 'csv', 'utf-8', 3, '[]', '[]', '{}', 'guessed')`.execute(
    database,
  )
  const inbox = async () =>
    (await listInbox(loop, steward, { query: { show: 'all', limit: 9 }, language: 'zh' })).items
  const begun = async () => {
    const { id } = await createTask(database, { kind: 'cases.import', startedBy: steward.id })
    await claimTask(database, id)
    return id
  }
  await endImport(database, { importId, taskId: await begun(), mode: 'check', state: 'done' })
  assert.deepEqual(await inbox(), [])
  await endImport(database, { importId, taskId: await begun(), mode: 'run', state: 'done', done: 3 })
  const [told] = await inbox()
  assert.deepEqual([told!.title, told!.importId], ['导入已结束', importId])
  assert.match(told!.text, /^共 3 行/)
})

test('the messengers send by themselves, tell what fails, and stop when they are told to', async t => {
  const { loop, mail, report, deliveries } = await outsideWorld(t)
  const faults: Error[] = []
  const broken = { ...loop, city: { snapshot: () => Promise.reject(new Error('no city')) } }
  const stopBroken = startMessengers(broken, error => faults.push(error))
  for (let i = 0; i < 200 && faults.length < 2; i++) await pause(25)
  await stopBroken()
  assert.deepEqual(new Set(faults.map(fault => fault.message)), new Set(['no city']))
  await report(byMail)
  const stop = startMessengers(loop, error => faults.push(error))
  const sent = async () => (await deliveries()).every(one => one.state === 'sent')
  for (let i = 0; i < 200 && !(await sent()); i++) await pause(25)
  await stop()
  assert.equal(mail.mails.length, 1)
  await report(byMail)
  await pause(1200)
  assert.equal(mail.mails.length, 1, 'nothing is sent after the end')
})
