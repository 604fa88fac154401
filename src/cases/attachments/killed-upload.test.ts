import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { after, before, type TestContext, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { isCode } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import type { UploadOrder } from '../../../test/fixtures/upload-process.ts'
import { readCase } from '../read-case.ts'
import { testAttachments } from './attachments.fixture.ts'
import { noisyPhoto } from './files.fixture.ts'
import { listAttachments } from './list-attachments.ts'
import { openAttachment } from './open-attachment.ts'
import { openReleased } from './released-photos.ts'
import { sweepObjects } from './remove-objects.ts'

type Dies = NonNullable<UploadOrder['dies']>
const program = resolve(import.meta.dirname, '../../../test/fixtures/upload-process.ts')
let world: Awaited<ReturnType<typeof testAttachments>>
const ends: (() => unknown)[] = []

before(async () => {
  const t = { after: (end: () => unknown) => void ends.unshift(end) } as unknown as TestContext
  world = await testAttachments(t)
})
after(async () => {
  for (const end of ends) await end()
})

/** A process of its own that does what it is ordered to. */
function start(order: Partial<UploadOrder>): { child: ChildProcess; said: () => string } {
  const whole: UploadOrder = {
    connection: world.connections.application,
    dataFolder: world.dataFolder,
    actor: world.dispatcher,
    act: 'add',
    caseId: '',
    uploadId: crypto.randomUUID(),
    attachmentId: '',
    content: '',
    ...order,
  }
  const child = spawn(process.execPath, [program, JSON.stringify(whole)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let told = ''
  child.stderr!.on('data', (chunk: Buffer) => {
    told += chunk.toString()
  })
  return { child, said: () => told }
}

async function killed(order: Partial<UploadOrder> & { dies: Dies }): Promise<void> {
  const { child, said } = start(order)
  const [, signal] = await once(child, 'exit')
  assert.equal(signal, 'SIGKILL', said())
}

/** An hour later, as far as the sweep can tell. */
const sweep = () => sweepObjects(world.parts, new Date(Date.now() + 5000))

/** What is there holds together: every row has its objects, and after the sweep there is nothing else. */
async function holdsTogether(caseId: string): Promise<void> {
  const { items } = await listAttachments(world.parts, world.seat, caseId)
  for (const { attachmentId } of items.filter(one => one.removedAt === null))
    for (const role of ['original', 'thumbnail'] as const) {
      const file = await openAttachment(world.parts, world.seat, { caseId, attachmentId, role })
      assert.ok('bytes' in file)
      assert.equal((await buffer(await file.body())).length, file.bytes)
    }
  await sweep()
  const { rows } = await sql<{ key: string }>`select distinct key from cases.attachment_object`.execute(
    world.owner,
  )
  assert.deepEqual(await world.objects(), rows.map(row => row.key).toSorted())
  assert.deepEqual(await world.leftovers(), [])
}

const moments: [string, Dies, number][] = [
  ['with the file on disk, before anything is known of it', { at: 'stage', call: 1, first: false }, 0],
  ['with the picture made, before it is kept', { at: 'stage', call: 3, first: false }, 0],
  ['between the object and its small one', { at: 'keep', call: 1, first: false }, 0],
  ['between the objects and the row', { at: 'keep', call: 2, first: false }, 0],
  ['in the transaction that writes the row', { at: 'has', call: 2, first: false }, 0],
  ['after the row, before the answer', { at: 'discard', call: 1, first: true }, 1],
]

for (const [name, dies, rows] of moments)
  test(`a process killed ${name}: sent again it is one attachment, and nothing is left over`, async () => {
    const { caseId } = await world.reported()
    const content = await noisyPhoto(60, 40)
    const uploadId = crypto.randomUUID()
    await killed({ caseId, uploadId, content: content.toString('base64'), dies })
    const listed = async () => (await listAttachments(world.parts, world.seat, caseId)).items
    assert.equal((await listed()).length, rows)
    assert.ok((await world.leftovers()).length > 0, 'it was killed in the midst of it')
    const { attachmentId } = await world.add(world.dispatcher, { caseId, content, uploadId })
    assert.deepEqual(
      (await listed()).map(one => one.attachmentId),
      [attachmentId],
    )
    const events = (await readCase(world.loop, world.seat, caseId)).timeline
    assert.equal(events.filter(one => one.type === 'attached').length, 1)
    const entries = await readEntries(world.database, `case:${caseId}`)
    assert.equal(entries.filter(one => one.kind === 'case.attached').length, 1)
    await holdsTogether(caseId)
  })

test('a process killed between the row and its event: neither is there', async () => {
  const { caseId } = await world.reported()
  const content = (await noisyPhoto(60, 40)).toString('base64')
  const before = await readEntries(world.database, `case:${caseId}`)
  let child: ChildProcess | undefined
  await world.owner.transaction().execute(async tx => {
    // Who writes an event waits; the row of the attachment is written by then.
    await sql`lock table cases.event in exclusive mode`.execute(tx)
    const started = start({ caseId, content })
    child = started.child
    for (;;) {
      const { rows } = await sql`
        select from pg_locks where not granted and relation = 'cases.event'::regclass`.execute(tx)
      if (rows.length > 0) break
      assert.equal(child.exitCode, null, started.said())
      await pause(20)
    }
    child.kill('SIGKILL')
    await once(child, 'exit')
  })
  // The server of the database notices by and by that nobody is there any more.
  for (;;) {
    const { rows } = await sql`
      select from pg_locks where relation = 'cases.attachment'::regclass and pid <> pg_backend_pid()`.execute(
      world.owner,
    )
    if (rows.length === 0) break
    await pause(20)
  }
  assert.deepEqual((await listAttachments(world.parts, world.seat, caseId)).items, [])
  assert.deepEqual(await readEntries(world.database, `case:${caseId}`), before)
  await holdsTogether(caseId)
})

test('a process killed while it takes a file away: the fact stays, the content goes, other cases keep theirs', async () => {
  const [one, other] = [await world.reported(), await world.reported()]
  const [content, shared] = [await noisyPhoto(50, 40), await noisyPhoto(50, 40)]
  const own = await world.add(world.seat, { caseId: one.caseId, content })
  const twice = await world.add(world.seat, { caseId: one.caseId, content: shared })
  await world.add(world.seat, { caseId: other.caseId, content: shared })
  const before = await world.objects()
  for (const [{ attachmentId }, left] of [
    [own, before.length],
    [twice, before.length - 2],
  ] as const) {
    const order = { act: 'remove', caseId: one.caseId, attachmentId } as const
    if (attachmentId === own.attachmentId)
      await killed({ ...order, dies: { at: 'remove', call: 1, first: true } })
    else {
      const { child, said } = start(order)
      assert.deepEqual(await once(child, 'exit'), [0, null], said())
    }
    assert.equal((await world.objects()).length, left)
    const of = { caseId: one.caseId, attachmentId, role: 'original' } as const
    await assert.rejects(openAttachment(world.parts, world.seat, of), error =>
      isCode(error, 'base.not-found'),
    )
    await sweep()
    assert.equal((await world.objects()).length, before.length - 2)
  }
  const { items } = await listAttachments(world.parts, world.seat, one.caseId)
  assert.ok(items.every(item => item.removedAt !== null && item.fileName === null && !item.mayOpen))
  await holdsTogether(other.caseId)
})

test('a process killed while it releases a photo: the public sees nothing, done again it sees the copy', async () => {
  const { caseId } = await world.reported()
  const { attachmentId } = await world.add(world.seat, { caseId, content: await noisyPhoto(50, 40) })
  const before = await world.objects()
  const order = { act: 'release', caseId, attachmentId } as const
  await killed({ ...order, dies: { at: 'keep', call: 1, first: false } })
  assert.equal((await world.objects()).length, before.length + 1)
  await assert.rejects(openReleased(world.parts, attachmentId), error => isCode(error, 'base.not-found'))
  assert.equal((await readCase(world.loop, world.seat, caseId)).timeline.at(-1)?.type, 'attached')
  await holdsTogether(caseId)
  const { child, said } = start(order)
  assert.deepEqual(await once(child, 'exit'), [0, null], said())
  assert.ok(await openReleased(world.parts, attachmentId))
  await holdsTogether(caseId)
})
