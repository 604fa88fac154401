import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction, uuidv7 } from '#base/index.ts'
import { testDatabase } from '../../../test/test-database.ts'
import { digestMail } from './digest-mail.ts'
import {
  countMails,
  endMail,
  insertMail,
  type NewMail,
  putOffMail,
  selectMails,
  takeMail,
} from './mail.store.ts'
import { advanceMailbox, holdMailbox, noteFirst, releaseMailbox, selectMailbox } from './mailbox.store.ts'
import { mailOf } from './mails.fixture.ts'

const name = 'hotline@mail.example/INBOX'
const largest = 2n ** 32n - 1n

test('a mailbox has one reader at a time, and mails one hand', async t => {
  const { database, owner } = await testDatabase(t)
  const hold = (by: string, seconds = 60) => holdMailbox(database, { name, by, seconds })
  const advance = (by: string, uid: number, uidValidity = largest) =>
    inTransaction(database, tx => advanceMailbox(tx, { name, by, seconds: 60 }, { uidValidity, uid }))
  const ids = Array.from({ length: 6 }, () => crypto.randomUUID())
  const [one, two] = ids as [string, string]
  const lose = () => sql`update cases.mailbox set held_until = now() - interval '1 second'`.execute(owner)

  await t.test('of many processes that begin at once one reads', async () => {
    const marks = await Promise.all(ids.map(by => hold(by)))
    const got = marks.filter(mark => mark !== undefined)
    assert.equal(got.length, 1)
    assert.deepEqual([got[0]!.uidValidity, got[0]!.lastUid, got[0]!.firstUid], [null, 0, 0])
    await releaseMailbox(database, { name, by: ids[marks.indexOf(got[0])]! }, null)
    assert.ok((await selectMailbox(database, name))!.read_at)
    assert.equal(await selectMailbox(database, 'another'), undefined)
  })

  await t.test(
    'how it was first numbered is noted once; the largest numbers come back as they are',
    async () => {
      assert.ok(await hold(one))
      await noteFirst(database, name, { uidValidity: largest, uid: 4_294_967_295 })
      await noteFirst(database, name, { uidValidity: 1n, uid: 1 })
      assert.equal(await advance(one, 4_294_967_294), true)
      await releaseMailbox(database, { name, by: one }, null)
      const { firstAt, ...mark } = (await hold(one))!
      assert.ok(firstAt <= new Date())
      assert.deepEqual(mark, {
        uidValidity: largest,
        lastUid: 4_294_967_294,
        firstUidValidity: largest,
        firstUid: 4_294_967_295,
      })
    },
  )

  await t.test('who was silent too long neither goes on nor says how it went', async () => {
    assert.equal(await hold(two), undefined, 'it is held')
    await lose()
    assert.equal((await hold(two))!.lastUid, 4_294_967_294)
    assert.equal(await advance(one, 1), false)
    await releaseMailbox(database, { name, by: one }, 'sign-in')
    assert.equal((await selectMailbox(database, name))!.failure, null)
    assert.equal(await hold(one), undefined, 'the release of another frees nothing')
    assert.equal(await advance(two, 7, 9n), true)
    await releaseMailbox(database, { name, by: two }, 'unreachable')
    const { uidValidity, lastUid } = (await hold(one))!
    assert.deepEqual([uidValidity, lastUid], [9n, 7], 'what was read stays read, however the round ended')
    assert.equal((await selectMailbox(database, name))!.failure, 'unreachable')
  })

  let uid = 0
  const mail = (change: Partial<NewMail> = {}, raw = mailOf()): NewMail => ({
    id: uuidv7(),
    mailbox: name,
    uidValidity: 9n,
    uid: ++uid,
    digest: digestMail(raw),
    bytes: raw.length,
    arrivedAt: new Date(),
    refused: null,
    ...{ sender: '', senderName: '', subject: '', raw },
    ...change,
  })
  const insert = (given: NewMail) => inTransaction(database, tx => insertMail(tx, given))

  await t.test('the same mail is kept once, however often and wherever it comes from', async () => {
    const first = mail()
    const again = { ...first, id: uuidv7(), uid: ++uid }
    const numbered = mail({ uid: first.uid })
    assert.deepEqual(
      await Promise.all([insert(first), insert({ ...first, id: uuidv7() })]).then(both => both.toSorted()),
      [false, true],
    )
    assert.equal(await insert(again), false, 'moved to another place of the mailbox')
    assert.equal(await insert(numbered), false, 'another mail never has the number of this one')
    assert.equal(await countMails(database, 'waiting', 10), 1)
  })

  await t.test('several hands take several mails, the one that waits longest first, each once', async () => {
    for (let more = 0; more < 4; more++) assert.equal(await insert(mail()), true)
    const taken = await Promise.all(Array.from({ length: 8 }, () => takeMail(database, 60)))
    const got = taken.flatMap(each => each?.id ?? [])
    assert.deepEqual([got.length, new Set(got).size], [5, 5])
    assert.ok(taken.every(each => each === undefined || each.tries === 1))
    assert.equal(await takeMail(database, 60), undefined)
    // The second is put off into the past, the fourth is ended meanwhile and never comes back.
    const [, second, , fourth] = got.toSorted() as [string, string, string, string]
    assert.equal(
      await endMail(database, fourth, { from: ['waiting'], to: { state: 'kept', reason: 'list' } }),
      true,
    )
    assert.equal(await endMail(database, fourth, { from: ['waiting'], to: { state: 'case' } }), false)
    for (const id of [second, fourth]) await putOffMail(database, id, new Date(Date.now() - 1000))
    const late = await takeMail(database, 60)
    assert.deepEqual([late?.id, late?.tries], [second, 2])
    assert.equal(await takeMail(database, 60), undefined)
  })

  await t.test('what was refused waits for nobody’s hand, and a count ends at its limit', async () => {
    for (let more = 0; more < 3; more++) assert.ok(await insert(mail({ refused: 'too-large', raw: null })))
    assert.equal(await takeMail(database, 60), undefined)
    assert.deepEqual(
      [await countMails(database, 'refused', 10), await countMails(database, 'refused', 2)],
      [3, 2],
    )
    const rows = await selectMails(database, { state: 'refused', limit: 10 })
    assert.ok(
      rows.every(row => row.reason === 'too-large' && row.ended_at === null && row.files.length === 0),
    )
  })
})
