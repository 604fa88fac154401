import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import type { Actor, Role } from '#identity/index.ts'
import { readEntries } from '#ledger/index.ts'
import { personActor } from '../../../test/fixtures/actors.ts'
import {
  assessIncident,
  closeIncident,
  doStep,
  noteIncident,
  openIncident,
  reopenIncident,
} from './act-on-incident.ts'
import type { Severity, StepId } from './incident.contract.ts'
import { countOpen } from './incident.store.ts'
import { incidentChecks } from './incident-checks.ts'
import { readIncident } from './read-incident.ts'
import { looks, watched } from './watch.fixture.ts'

const officer = (id: string, role: Role = 'security-administrator') => personActor(id, { roles: [role] })
const [one, other] = [officer('officer-1'), officer('officer-2')]
const auditor = officer('auditor', 'audit-administrator')
const seat = officer('seat', 'seat')
const permissions = { permits: (actor: Actor) => actor.roles.includes('security-administrator') }
const code = (expected: string) => (error: { code?: string }) =>
  error.code === `operations.incident-${expected}`

async function room(t: TestContext, severity: Severity = 'general') {
  const of = await watched(t)
  const parts = { database: of.database, permissions }
  const incidentId = await openIncident(parts, { kind: 'data', severity, words: '值班员发现可疑导出' }, one)
  const read = async () => await readIncident(of.database, incidentId, 'Asia/Shanghai')
  const version = async () => (await read()).version
  const grade = async (changes: object = {}, by: Actor = one) =>
    await assessIncident(
      parts,
      {
        incidentId,
        version: await version(),
        severity,
        critical: false,
        affected: 0,
        words: '初步研判',
        ...changes,
      },
      by,
    )
  const step = async (name: StepId, by: Actor = one) =>
    await doStep(parts, { incidentId, step: name, words: '已办' }, by)
  const rest = async () => {
    for (const { step: name, obligatory, doneAt } of (await read()).steps)
      if (obligatory && doneAt === null) await step(name)
  }
  const close = async (by: Actor = one) =>
    await closeIncident(parts, { incidentId, version: await version(), words: '处置完毕' }, by)
  return { ...of, parts, incidentId, read, version, grade, step, rest, close }
}

test('from opening by hand to closing: each step once, by whom and when; words are sealed and stay out of the ledger', async t => {
  const { read, grade, step, rest, close, incidentId, database } = await room(t)
  const opened = await read()
  assert.deepEqual(
    [opened.rule, opened.kind, opened.assessed, opened.state],
    ['by-hand', 'data', false, 'open'],
  )
  assert.equal(opened.events[0]!.words, '值班员发现可疑导出')
  await assert.rejects(step('assess'), code('not-assessed'))
  await step('contain')
  await assert.rejects(step('contain'), code('step-done'), 'two tabs')
  await assert.rejects(close(), code('steps-open'))
  await grade()
  await rest()
  assert.equal(await close(), 'closed')
  const closed = await read()
  assert.deepEqual([closed.state, closed.nextDue], ['closed', null])
  assert.ok(closed.steps.every(each => each.doneAt !== null || !each.obligatory))
  await assert.rejects(step('tell-persons'), code('closed'))
  await assert.rejects(close(), code('closed'))
  const { rows } = await sql<{ sealed: boolean }>`
    select starts_with(words, 'sealed:1:') as sealed from operations.incident_event where words is not null`.execute(
    database,
  )
  assert.ok(rows.length >= 7 && rows.every(row => row.sealed))
  const entries = await readEntries(database, `incident:${incidentId}`)
  assert.ok(entries.length >= 8)
  assert.ok(!JSON.stringify(entries.map(each => each.body)).includes('值班员'))
})

test('two tabs that do one step at the same moment: one does, the other is told', async t => {
  const { step, read } = await room(t)
  const both = await Promise.allSettled([step('contain'), step('contain', other)])
  assert.deepEqual(both.map(each => each.status).toSorted(), ['fulfilled', 'rejected'])
  assert.equal((await read()).events.filter(each => each.what === 'step-done').length, 1)
})

test('a severe one is closed by two people; the second may be an auditor, who may not begin', async t => {
  const { grade, rest, close, version, read } = await room(t, 'relatively-serious')
  await grade({ affected: 1_500_000 })
  const steps = (await read()).steps.filter(each => each.obligatory).map(each => each.step)
  assert.ok(steps.includes('tell-regulator') && steps.includes('tell-persons'))
  await rest()
  await assert.rejects(close(auditor), code('not-yours'))
  assert.equal(await close(one), 'asked')
  assert.equal((await read()).closeAskedBy?.id, one.id)
  await assert.rejects(close(one), code('second-person'))
  await grade({ severity: 'serious', affected: 1_500_000 })
  assert.equal((await read()).closeAskedBy, null, 'another grade has to be agreed to anew')
  assert.equal(await close(other), 'asked')
  assert.equal(await close(auditor), 'closed')
  assert.ok((await version()) > 4)
})

test('the wrong role does nothing; the owner of a step does that step', async t => {
  const { step, close } = await room(t)
  await assert.rejects(step('contain', seat), code('not-yours'))
  await assert.rejects(step('contain', auditor), code('not-yours'))
  await assert.rejects(close(seat), code('not-yours'))
  await step('review', auditor)
  await step('repair', officer('machines', 'system-administrator'))
})

test('the grade follows the number of people, and the clock of the report the grade', async t => {
  const { grade, read } = await room(t)
  await assert.rejects(grade({ affected: 1_000_000 }), code('grade-too-low'))
  const due = async () => {
    const { steps, openedAt } = await read()
    const at = steps.find(each => each.step === 'tell-regulator')!.dueAt
    return at && (Date.parse(at) - Date.parse(openedAt)) / 3_600_000
  }
  assert.equal(await due(), 4, 'not graded yet: the clock of what it may turn out to be')
  await grade({ severity: 'relatively-serious' })
  assert.equal(await due(), 4)
  await grade({ severity: 'relatively-serious', critical: true })
  assert.equal(await due(), 1)
  await grade({ severity: 'general' })
  assert.equal(await due(), null, 'graded down with a reason, it need not be reported')
})

test('what somebody else changed is not written over', async t => {
  const { grade, version, parts, incidentId } = await room(t)
  const before = await version()
  await grade()
  await assert.rejects(grade({ version: before }), code('changed'))
  await assert.rejects(
    closeIncident(parts, { incidentId, version: before, words: '处置完毕' }, one),
    code('changed'),
  )
})

test('reopened it is reviewed again; not while another one of the same rule is open', async t => {
  const { rest, grade, close, read, version, parts, incidentId, write, look, list } = await room(t)
  await assert.rejects(
    reopenIncident(parts, { incidentId, version: await version(), words: '新线索' }, one),
    code('not-closed'),
  )
  await grade()
  await rest()
  await close()
  await reopenIncident(parts, { incidentId, version: await version(), words: '新线索' }, one)
  const { state, steps, closedAt } = await read()
  assert.deepEqual([state, closedAt], ['open', null])
  assert.deepEqual(
    steps.filter(each => each.obligatory && each.doneAt === null).map(each => each.step),
    ['review'],
  )

  await write(looks('wang', 40))
  await look()
  const first = (await list()).find(each => each.rule === 'mass-reads')!.incidentId
  const versionOf = async () => (await readIncident(parts.database, first, 'UTC')).version
  await assessIncident(
    parts,
    {
      incidentId: first,
      version: await versionOf(),
      severity: 'general',
      critical: false,
      affected: null,
      words: '误报',
    },
    one,
  )
  for (const { step, obligatory } of (await readIncident(parts.database, first, 'UTC')).steps)
    if (obligatory) await doStep(parts, { incidentId: first, step, words: '' }, one)
  await closeIncident(parts, { incidentId: first, version: await versionOf(), words: '误报' }, one)
  await write(looks('wang', 80))
  await look()
  const second = (await list({ state: 'open' })).find(each => each.rule === 'mass-reads')!
  assert.notEqual(second.incidentId, first, 'what comes after closing is another one')
  await assert.rejects(
    reopenIncident(parts, { incidentId: first, version: await versionOf(), words: '再看' }, one),
    code('open-already'),
  )
})

test('doctor and the gauge tell of steps past their deadline, of open ones alone', async t => {
  const { database, grade, rest, close } = await room(t)
  const [check] = incidentChecks
  assert.deepEqual(await check!.look(database), { count: 0, examples: [] })
  assert.deepEqual(await countOpen(database, new Date(Date.now() + 3_600_000)), { open: 1, late: 1 })
  await sql`update operations.incident_step set due_at = now() - interval '1 minute' where step = 'contain'`.execute(
    database,
  )
  assert.deepEqual(await check!.look(database), { count: 1, examples: ['1'] })
  await grade()
  await rest()
  await close()
  assert.deepEqual(await check!.look(database), { count: 0, examples: [] })
})

test('an incident that is not there is said to be so', async t => {
  const { parts } = await room(t)
  for (const incidentId of ['x', '0190a000-0000-7000-8000-000000000000']) {
    await assert.rejects(noteIncident(parts, { incidentId, words: '说明' }, one), code('not-found'))
    await assert.rejects(doStep(parts, { incidentId, step: 'contain', words: '' }, one), code('not-found'))
  }
})
