import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { isCode } from '#base/index.ts'
import { testDatabase } from '../../../test/test-database.ts'
import { testImap } from './imap.fixture.ts'
import { mailOf } from './mails.fixture.ts'
import { readMailbox } from './read-mailbox.ts'

interface Fact {
  uid: number
  state: string
  reason: string | null
  bytes: number
  whole: boolean
  sender: string
}

test('a mailbox is read over a real conversation, each mail once, whatever happens meanwhile', async t => {
  const { database } = await testDatabase(t)
  const imap = await testImap(t)
  const read = () => readMailbox({ database, mailbox: imap.mailbox })
  const facts = async () =>
    (
      await sql<Fact>`
        select uid::int, state, reason, bytes::int, raw is not null as whole, sender
          from cases.mail join cases.mail_content on mail_id = id order by mail.id`.execute(database)
    ).rows
  const uids = async () => (await facts()).map(one => one.uid)
  const mailbox = async () =>
    (
      await sql<{ failure: string | null; read: boolean }>`
        select failure, read_at is not null as read from cases.mailbox`.execute(database)
    ).rows[0]
  const long = new Date('2020-01-01T00:00:00Z')

  await t.test('what somebody had read before the first look is left alone, the rest is kept', async () => {
    imap.put(mailOf({ text: '早就读过' }), { seen: true, at: long })
    imap.put(mailOf({ text: '还没读' }), { at: long })
    assert.equal(await read(), 2)
    assert.deepEqual(await uids(), [2])
    assert.equal(await read(), 0)
    assert.deepEqual(await mailbox(), { failure: null, read: true })
    assert.ok(!imap.commands.some(one => /SELECT|STORE|EXPUNGE|DELETE/.test(one)), 'nothing is changed there')
  })

  await t.test('what comes later is kept, whoever reads it first, and the same mail only once', async () => {
    const twice = mailOf({ text: '两份' })
    imap.put(twice, { seen: true })
    imap.put(twice)
    imap.put(mailOf({ text: '第三封' }))
    assert.equal(await read(), 3)
    assert.deepEqual(await uids(), [2, 3, 5])
  })

  await t.test('a mail over 25 MB is refused and named, whatever size the server tells', async () => {
    const head = mailOf({ from: 'big@mail.example', subject: 'film' })
    const large = Buffer.concat([head, Buffer.alloc((25 << 20) + 10, 'a')])
    imap.put(large)
    imap.put(Buffer.concat([mailOf({ from: 'liar@mail.example' }), Buffer.alloc(25 << 20, 'a')]), {
      size: 100,
    })
    imap.put(mailOf({ text: '之后' }))
    await read()
    const rows = (await facts()).slice(-3)
    assert.deepEqual(
      rows.map(({ state, reason, whole, sender }) => [state, reason, whole, sender]),
      [
        ['refused', 'too-large', false, 'big@mail.example'],
        ['refused', 'too-large', false, 'liar@mail.example'],
        ['waiting', null, true, ''],
      ],
    )
    assert.equal(rows[0]!.bytes, large.length)
    imap.mails = imap.mails.filter(one => one.raw.length < 1 << 20)
  })

  await t.test('a line that breaks in the middle loses nothing and doubles nothing', async () => {
    const first = imap.put(mailOf({ text: '断线前' }))
    const second = imap.put(mailOf({ text: '断线时' }))
    imap.onFetch = uid => {
      if (uid === second) throw new Error('the line breaks')
    }
    await assert.rejects(read(), error => isCode(error, 'cases.mailbox-away'))
    assert.equal((await uids()).at(-1), first)
    assert.equal((await mailbox())?.failure, 'unreachable')
    imap.onFetch = undefined
    assert.equal(await read(), 1)
    assert.deepEqual((await uids()).slice(-2), [first, second])
    assert.equal((await mailbox())?.failure, null)
  })

  await t.test(
    'two processes never read it at one time, and a dead one is followed when its hold is over',
    async () => {
      const before = (await uids()).length
      for (let turn = 0; turn < 5; turn++) imap.put(mailOf({ text: `同时 ${turn}` }))
      const counts = await Promise.all([read(), read(), read()])
      assert.deepEqual(counts.toSorted(), [0, 0, 5])
      assert.equal((await uids()).length, before + 5)
      // A process died with the mailbox in its hands.
      const held = (seconds: number) =>
        sql`update cases.mailbox set held_by = gen_random_uuid(), held_until = now() + make_interval(secs => ${seconds})`.execute(
          database,
        )
      await held(100)
      imap.put(mailOf())
      assert.equal(await read(), 0)
      await held(-1)
      assert.equal(await read(), 1)
    },
  )

  await t.test('who lost the hold keeps nothing more', async () => {
    const before = await uids()
    imap.put(mailOf())
    imap.onFetch = async () => {
      await sql`update cases.mailbox set held_by = gen_random_uuid()`.execute(database)
    }
    assert.equal(await read(), 0)
    assert.deepEqual(await uids(), before)
    imap.onFetch = undefined
    await sql`update cases.mailbox set held_until = null`.execute(database)
    assert.equal(await read(), 1)
  })

  await t.test('when the server numbers all anew, nothing is doubled and nothing new is missed', async () => {
    const before = (await uids()).length
    imap.uidValidity = 8
    for (const [place, one] of imap.mails.entries()) one.uid = place + 1
    imap.put(mailOf({ text: '新编号后' }), { seen: true })
    await read()
    assert.equal((await uids()).length, before + 1)
    assert.equal(await read(), 0)
  })

  await t.test('an operator is told what is wrong', async () => {
    imap.refuses = true
    await assert.rejects(read(), /sign-in/)
    imap.refuses = false
    const other = { ...imap.mailbox, folder: 'None', name: 'none' }
    await assert.rejects(readMailbox({ database, mailbox: other }), /folder/)
    const nobody = { ...imap.mailbox, port: 1, name: 'nobody' }
    await assert.rejects(readMailbox({ database, mailbox: nobody }), /unreachable/)
    const { rows } = await sql<{ failure: string }>`select failure from cases.mailbox order by name`.execute(
      database,
    )
    assert.deepEqual(rows.map(one => one.failure).toSorted(), ['folder', 'sign-in', 'unreachable'])
  })

  await t.test('told to stop, it stops', async () => {
    const ending = new AbortController()
    imap.put(mailOf())
    imap.onFetch = () => {
      ending.abort()
      return new Promise(() => undefined)
    }
    await assert.rejects(readMailbox({ database, mailbox: imap.mailbox }, ending.signal))
    imap.onFetch = undefined
    assert.equal(await read(), 1)
  })
})
