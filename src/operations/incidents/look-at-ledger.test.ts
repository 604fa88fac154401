import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction, uuidv7 } from '#base/index.ts'
import { commandLineActor, createPeople } from '#identity/index.ts'
import { append, readEntries } from '#ledger/index.ts'
import { plantedKind } from './signal.rules.ts'
import { looks, watched } from './watch.fixture.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

test('mass reads open one incident for the account; what comes after is added to it, and an ordinary account is left alone', async t => {
  const { write, look, list, database } = await watched(t)
  await write([...looks('wang', 39), ...looks('li', 12)])
  assert.deepEqual((await look())?.incidents, [])
  await write(looks('wang', 1))
  const [incident] = (await look())!.incidents
  assert.ok(incident)
  assert.deepEqual((await look())!.incidents, [], 'nothing new, nothing said')
  await write(looks('wang', 5))
  assert.deepEqual((await look())!.incidents, [], 'a little more of the same is no news')
  await write(looks('wang', 40))
  assert.deepEqual((await look())!.incidents, [incident], 'twice as much is')
  const [found, ...others] = await list()
  assert.deepEqual(others, [])
  assert.deepEqual(
    [found!.rule, found!.about.id, found!.about.account, found!.findings, found!.isDrill, found!.state],
    ['mass-reads', 'wang', null, 2, false, 'open'],
    'an account that is not known is named as it stands',
  )
  const told = (await readEntries(database, `incident:${incident}`)).map(one => one.kind)
  assert.deepEqual(told, ['incident.opened', 'incident.found', 'incident.found'])
})

test('what an account does is compared with its own past: who looks at fifty a day is not mass reading at sixty', async t => {
  const { write, look, list } = await watched(t)
  const now = new Date()
  for (let ago = 6; ago >= 1; ago--) await write(looks('busy', 50), new Date(now.getTime() - ago * day))
  await look(now)
  assert.deepEqual(await list(), [], 'what is past is counted and opens nothing')
  await write(looks('busy', 60), now)
  await look(now)
  assert.deepEqual(await list(), [])
  await write(looks('busy', 40), now)
  await look(now)
  assert.deepEqual(
    (await list()).map(one => one.about.id),
    ['busy'],
    'twice its own busiest hour is',
  )
})

test('somebody new is compared with those of the same role', async t => {
  const { write, look, list, database } = await watched(t)
  const people = ['old1', 'old2', 'old3', 'new1'].map(account => ({
    account,
    name: account,
    roles: ['seat' as const],
    departmentId: null,
    regionIds: [],
    level: 'L4' as const,
  }))
  await inTransaction(database, tx =>
    createPeople(
      tx,
      { people, password: 'a long test password 7', mustChangePassword: false, fictional: true },
      commandLineActor,
    ),
  )
  const { rows } = await sql<{ id: string }>`select id from identity.person order by account desc`.execute(
    database,
  )
  const [old3, old2, old1, fresh] = rows.map(row => row.id) as [string, string, string, string]
  const now = new Date()
  for (const id of [old1, old2, old3]) await write(looks(id, 35), new Date(now.getTime() - 2 * day))
  await write(looks(fresh, 45), now)
  await look(now)
  assert.deepEqual(await list(), [], 'forty-five is within twice what its role does')
  await write(looks(fresh, 25), now)
  await look(now)
  assert.deepEqual(
    (await list()).map(one => one.about.account),
    ['new1'],
  )
})

test('every rule finds what it is for, by entries as the rooms write them', async t => {
  const { write, look, list } = await watched(t)
  const many = (count: number, entry: (place: number) => Parameters<typeof write>[0][number]) =>
    Array.from({ length: count }, (_, place) => entry(place))
  await write([
    {
      kind: 'access.refused',
      subject: 'u1',
      body: { by: 'u1', times: 25, codes: ['identity.not-permitted'] },
    },
    ...many(10, place => ({
      kind: 'case.exported',
      subject: `export:${place}`,
      body: { by: 'u2', format: 'csv' },
    })),
    { kind: 'case.exported', subject: 'export:big', body: { by: 'u3', format: 'csv' } },
    { kind: 'case.export-ended', subject: 'export:big', body: { rows: 19_000 } },
    { kind: 'case.export-ended', subject: 'export:nobody', body: { rows: 90_000 } },
    ...many(15, place => ({ kind: 'person.changed', subject: `p${place}`, body: { by: 'u4' } })),
    ...many(8, place => ({
      kind: 'session.locked',
      subject: `p${place}`,
      body: { reason: 'wrong-password' },
    })),
    ...many(30, () => ({
      kind: 'decision.made',
      subject: 'case:1',
      body: { algorithm: 'cases.dispatch', outcome: 'refused' },
    })),
    ...many(50, () => ({
      kind: 'decision.made',
      subject: 'case:1',
      body: { algorithm: 'cases.classify', outcome: 'advised' },
    })),
    ...many(3, place => ({
      kind: 'breaker.changed',
      subject: `algorithm:${place}`,
      body: { algorithm: `a${place}`, after: 'open' },
    })),
    { kind: 'ledger.resumed', subject: 'ledger', body: { reason: 'restored' } },
  ])
  await look()
  const found = (await list()).map(one => `${one.kind} ${one.rule} ${one.about.id}`).toSorted()
  assert.deepEqual(found, [
    'ai breakers-at-once *',
    'ai guard-burst cases.dispatch',
    'data accounts-locked *',
    'data large-exports u3',
    'data ledger-broken *',
    'data level-violations u1',
    'data many-exports u2',
    'data safeguards-changed u4',
  ])
})

test('three exports at night are unusual, by day they are not', async t => {
  const { write, look, list } = await watched(t)
  const exports = (by: string) =>
    [1, 2, 3].map(place => ({
      kind: 'decision.list-exported',
      subject: `export:${by}${place}`,
      body: { by },
    }))
  await write(exports('day'))
  await look(new Date(), () => false)
  assert.deepEqual(await list(), [])
  await write(exports('night'))
  await look(new Date(), () => true)
  assert.deepEqual(
    (await list()).map(one => [one.rule, one.about.id]),
    [['night-exports', 'night']],
  )
})

test('two watches at once find it once; one that ends before it commits leaves nothing behind', async t => {
  const { write, look, list, log, owner } = await watched(t)
  await write(looks('wang', 50))
  await log.sequence()
  // What was found is written before the place is kept: here it fails in between, as when a process is killed.
  await sql`create function operations.fail() returns trigger language plpgsql as $$ begin raise 'killed'; end $$`.execute(
    owner,
  )
  await sql`create trigger fail before update on operations.incident_watch for each row execute function operations.fail()`.execute(
    owner,
  )
  await assert.rejects(look(), /killed/)
  assert.deepEqual(await list(), [])
  await sql`drop trigger fail on operations.incident_watch`.execute(owner)
  const both = await Promise.all([look(), look()])
  assert.equal(both.flatMap(one => one?.incidents ?? []).length, 1)
  assert.equal((await list())[0]!.findings, 1)
  await look()
  assert.equal((await list())[0]!.findings, 1)
})

test('a clock that jumps back neither hides a burst nor finds one twice', async t => {
  const { write, look, list } = await watched(t)
  const ahead = new Date(Date.now() + 3 * hour)
  await write(looks('wang', 50), ahead)
  await look(ahead)
  assert.equal((await list()).length, 1)
  await look(new Date())
  assert.equal((await list())[0]!.findings, 1, 'nothing twice')
  await write(looks('zhao', 50))
  await look(new Date())
  assert.deepEqual(
    (await list()).map(one => one.about.id),
    ['zhao', 'wang'],
  )
})

test('an entry that commits late, with an earlier time, is read all the same', async t => {
  const { write, look, list, database } = await watched(t)
  await write(looks('wang', 30))
  let commit = () => {}
  const waiting = new Promise<void>(resolve => {
    commit = resolve
  })
  let written = () => {}
  const isWritten = new Promise<void>(resolve => {
    written = resolve
  })
  const late = inTransaction(database, async tx => {
    await append(tx, looks('wang', 15))
    written()
    await waiting
  })
  await isWritten
  await write(looks('li', 1))
  await look()
  assert.deepEqual(await list(), [])
  commit()
  await late
  await look()
  assert.equal((await list())[0]!.about.id, 'wang')
})

test('what a drill plants counts for the drill alone; a real incident of the same rule stands beside it', async t => {
  const { write, look, list } = await watched(t)
  const drill = uuidv7()
  const planted = (count: number) =>
    Array.from({ length: count }, () => ({
      kind: plantedKind,
      subject: `drill:${drill}`,
      body: { as: 'contact.looked', by: 'wang', drill },
    }))
  await write([...planted(39), ...looks('wang', 39)])
  await look()
  assert.deepEqual(await list(), [], 'neither reaches the threshold by the other')
  await write([...planted(1), ...looks('wang', 1)])
  await look()
  const both = await list()
  assert.deepEqual(both.map(one => one.isDrill).toSorted(), [false, true])
  assert.equal((await list({ drill: 'false' })).length, 1)
  await write([{ kind: plantedKind, subject: 'drill:x', body: { as: 'ledger.resumed', by: 'x' } }])
  await look()
  assert.equal((await list()).length, 2, 'planted without the name of a drill it counts as nothing')
})
