import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { sql } from 'kysely'
import { isCode } from '#base/index.ts'
import { readCase } from '../read-case.ts'
import { testAttachments } from './attachments.fixture.ts'
import { eicar, fakeClamd } from './clamd.fixture.ts'
import { scanWithClamd } from './clamd.ts'
import { noisyPhoto } from './files.fixture.ts'
import { listAttachments } from './list-attachments.ts'
import { openAttachment } from './open-attachment.ts'
import { releasePhoto } from './release-photo.ts'
import { openReleased } from './released-photos.ts'
import { removeAttachment } from './remove-attachment.ts'
import { scanAttachments } from './scan-attachments.ts'

const notClean = (error: unknown) => isCode(error, 'cases.attachment-not-clean')

test('clamd is asked by INSTREAM and its answers are read (a stand-in for clamd)', async t => {
  const clamd = await fakeClamd(t)
  const ask = (content: Buffer | string) => scanWithClamd(clamd, Readable.from([Buffer.from(content)]))
  assert.deepEqual(await ask('nothing'), { clean: true })
  assert.deepEqual(await ask(''.padEnd(3_000_000, 'x')), { clean: true })
  assert.deepEqual(await ask(`...${eicar}`), { clean: false, found: 'Eicar-Test' })
  assert.deepEqual(clamd.seen, [7, 3_000_000, eicar.length + 3])
  clamd.answer = 'INSTREAM size limit exceeded. ERROR'
  await assert.rejects(ask('x'), /size limit/)
  await assert.rejects(
    scanWithClamd({ host: '127.0.0.1', port: 9 }, Readable.from([Buffer.from('x')])),
    /ECONNREFUSED/,
  )
})

test('a file waits for the scanner, is let through or shut away', async t => {
  const clamd = await fakeClamd(t)
  const world = await testAttachments(t, { files: { scanner: { host: clamd.host, port: clamd.port } } })
  const { parts, seat, dispatcher, add } = world
  const { caseId } = await world.reported()
  const good = await add(seat, { caseId, content: await noisyPhoto() })
  const bad = await add(seat, { caseId, content: `a letter ${eicar}`, name: 'letter.txt' })
  const open = (attachmentId: string) =>
    openAttachment(parts, seat, { caseId, attachmentId, role: 'original' })
  const states = async () =>
    (await listAttachments(parts, seat, caseId)).items.map(one => [one.scan, one.mayOpen, one.hasThumbnail])
  assert.equal(good.scan, 'waiting')
  assert.deepEqual(await states(), [
    ['waiting', false, false],
    ['waiting', false, false],
  ])
  await assert.rejects(open(good.attachmentId), notClean)
  await assert.rejects(
    releasePhoto(parts, dispatcher, { caseId, attachmentId: good.attachmentId, hidden: [] }),
    notClean,
  )

  await t.test('it waits on while the scanner is away, and is tried again', async () => {
    const away = { ...parts, scanner: { host: '127.0.0.1', port: 9 } }
    await assert.rejects(scanAttachments(away), /ECONNREFUSED/)
    await assert.rejects(scanAttachments(away), /ECONNREFUSED/)
    assert.equal(await scanAttachments(parts), 0, 'not before a minute has passed')
    assert.equal((await states())[0]![0], 'waiting')
    await sql`update cases.attachment set scan_tried_at = now() - interval '61 seconds'`.execute(world.owner)
  })

  await t.test('several processes look at each once', async () => {
    const counts = await Promise.all([1, 2, 3].map(() => scanAttachments(parts)))
    assert.equal(
      counts.reduce((sum, one) => sum + one, 0),
      2,
    )
    assert.equal(clamd.seen.length, 2)
    assert.deepEqual(await states(), [
      ['clean', true, true],
      ['infected', false, false],
    ])
    assert.ok(await open(good.attachmentId))
    await assert.rejects(open(bad.attachmentId), notClean)
  })

  await t.test('what was found is told on the timeline', async () => {
    const told = (await readCase(world.loop, seat, caseId)).timeline.filter(
      one => one.type === 'attachment-quarantined',
    )
    assert.deepEqual(
      told.map(one => [one.details.attachmentId, one.details.found]),
      [[bad.attachmentId, 'Eicar-Test']],
    )
    await removeAttachment(parts, dispatcher, { caseId, attachmentId: bad.attachmentId })
    assert.equal((await world.objects()).length, 2)
  })

  await t.test('a photo released before there was a scanner is shown when it has passed', async () => {
    const none = { ...parts, scanner: undefined }
    await releasePhoto(none, dispatcher, { caseId, attachmentId: good.attachmentId, hidden: [] })
    await sql`update cases.attachment set scan = 'none', scan_tried_at = null`.execute(world.owner)
    assert.ok(await openReleased(none, good.attachmentId))
    await assert.rejects(openReleased(parts, good.attachmentId), error => isCode(error, 'base.not-found'))
    assert.equal(await scanAttachments(parts), 1)
    assert.ok(await openReleased(parts, good.attachmentId))
  })
})

test('without a scanner nothing waits', async t => {
  const world = await testAttachments(t)
  const { caseId } = await world.reported()
  assert.equal((await world.add(world.seat, { caseId })).scan, 'none')
  assert.equal(await scanAttachments(world.parts), 0)
})
