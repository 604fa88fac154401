import assert from 'node:assert/strict'
import { utimes } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import sharp from 'sharp'
import { inTransaction, type SealedObjects } from '#base/index.ts'
import { readCase } from '../read-case.ts'
import { addAttachment } from './add-attachment.ts'
import { contentOf, refused, testAttachments } from './attachments.fixture.ts'
import { noisyPhoto, pdf, photo, uploadOf } from './files.fixture.ts'
import { listAttachments } from './list-attachments.ts'
import { openAttachment } from './open-attachment.ts'
import { releasePhoto, withdrawPhoto } from './release-photo.ts'
import { openReleased, readPublicAttachments, releasedPhotos } from './released-photos.ts'
import { eraseAttachments, removeAttachment } from './remove-attachment.ts'
import { removeUnnamed, sweepObjects } from './remove-objects.ts'

test('a photo is released with parts hidden, and taken back', async t => {
  const world = await testAttachments(t)
  const { parts, seat, dispatcher, add, loop } = world
  const { caseId, followUpCode } = await world.reported()
  const content = await noisyPhoto(600, 400)
  const { attachmentId } = await add(seat, { caseId, content })
  const of = { caseId, attachmentId }
  await assert.rejects(openReleased(parts, attachmentId), refused('base.not-found'))
  assert.equal((await releasedPhotos(world.database, { caseIds: [caseId] })).size, 0)

  const hidden = [{ x: 0.25, y: 0.25, width: 0.5, height: 0.5 }]
  await releasePhoto(parts, dispatcher, { ...of, hidden })
  const shown = await openReleased(parts, attachmentId)
  const copy = await buffer(shown.body as Readable)
  const roughness = async (left: number, top: number) => {
    const region = await sharp(copy).extract({ left, top, width: 60, height: 60 }).toBuffer()
    const { channels } = await sharp(region).stats()
    return channels[0]!.stdev
  }
  assert.ok((await roughness(10, 10)) > 30, 'outside the noise is there')
  assert.ok((await roughness(270, 170)) < 15, 'inside it is gone')
  assert.equal((await sharp(copy).metadata()).exif, undefined)

  const path = `/api/public/photos/${attachmentId}`
  assert.deepEqual((await releasedPhotos(world.database, { caseIds: [caseId] })).get(caseId), [
    { photoId: attachmentId, path },
  ])
  assert.deepEqual((await readPublicAttachments(parts, followUpCode)).photos, [
    { photoId: attachmentId, path },
  ])
  const original = await contentOf(await openAttachment(parts, seat, { ...of, role: 'original' }))
  assert.notDeepEqual(original, copy)

  const before = await world.objects()
  await releasePhoto(parts, dispatcher, { ...of, hidden: [] })
  const after = await world.objects()
  assert.equal(after.length, before.length, 'the copy before is gone')
  assert.notDeepEqual(after, before)

  await withdrawPhoto(parts, dispatcher, of)
  await withdrawPhoto(parts, dispatcher, of)
  await assert.rejects(openReleased(parts, attachmentId), refused('base.not-found'))
  assert.equal((await world.objects()).length, before.length - 1)
  const types = (await readCase(loop, seat, caseId)).timeline.map(one => one.type)
  assert.deepEqual(types.slice(-4), ['attached', 'photo-released', 'photo-released', 'photo-withdrawn'])

  const document = await add(seat, { caseId, content: pdf })
  await assert.rejects(
    releasePhoto(parts, dispatcher, { caseId, attachmentId: document.attachmentId, hidden: [] }),
    refused('cases.attachment-not-a-photo'),
  )
})

test('content goes with the last attachment that has it, and no sooner', async t => {
  const world = await testAttachments(t)
  const { parts, seat, dispatcher, add } = world
  const { caseId } = await world.reported()
  const content = await noisyPhoto()
  const one = await add(seat, { caseId, content })
  const other = await add(seat, { caseId, content })
  assert.equal((await world.objects()).length, 2, 'equal content is kept once')
  await releasePhoto(parts, dispatcher, { caseId, attachmentId: one.attachmentId, hidden: [] })
  await removeAttachment(parts, dispatcher, { caseId, attachmentId: one.attachmentId })
  await removeAttachment(parts, dispatcher, { caseId, attachmentId: one.attachmentId })
  assert.equal((await world.objects()).length, 2)
  const { items } = await listAttachments(parts, seat, caseId)
  assert.deepEqual(
    items.map(item => [item.removedAt !== null, item.fileName === null, item.mayOpen]),
    [
      [true, true, false],
      [false, false, true],
    ],
  )
  await assert.rejects(openReleased(parts, one.attachmentId), refused('base.not-found'))
  const events = (await readCase(world.loop, seat, caseId)).timeline.filter(
    e => e.type === 'attachment-removed',
  )
  assert.equal(events.length, 1)
  await releasePhoto(parts, dispatcher, { caseId, attachmentId: other.attachmentId, hidden: [] })
  assert.equal((await releasedPhotos(world.database, { caseIds: [caseId] })).size, 1)
  const keys = await inTransaction(world.database, tx => eraseAttachments(tx, caseId))
  assert.equal((await releasedPhotos(world.database, { caseIds: [caseId] })).size, 0)
  await removeUnnamed(parts, keys)
  assert.deepEqual(await world.objects(), [])
  await assert.rejects(
    openAttachment(parts, seat, { caseId, attachmentId: other.attachmentId, role: 'original' }),
    refused('base.not-found'),
  )
})

test('what belongs to no attachment is cleared away, what is being added is not', async t => {
  const world = await testAttachments(t)
  const { parts, seat, add } = world
  const { caseId } = await world.reported()
  await add(seat, { caseId })
  const kept = await world.objects()
  const killed = await parts.objects.stage(Readable.from(['left by a killed process']))
  const unnamed = await parts.objects.stage(Readable.from(['kept, never named']))
  await parts.objects.keep(unnamed)
  await unnamed.discard()
  await utimes(killed.path, 1, 1)
  assert.deepEqual(await sweepObjects(parts, new Date(Date.now() - 3_600_000)), { staged: 1, objects: 0 })
  assert.equal((await world.objects()).length, 3)
  const later = new Date(Date.now() + 1000)
  assert.deepEqual(await sweepObjects(parts, later), { staged: 0, objects: 1 })
  assert.deepEqual(await world.objects(), kept)
})

test('adding beside the same content being swept and removed: each attachment that is there can be opened', async t => {
  const world = await testAttachments(t)
  const { parts, seat, dispatcher, add } = world
  const { caseId } = await world.reported()
  const content = await noisyPhoto(60, 40)
  let rounds = 0
  const ending = new AbortController()
  const sweeping = (async () => {
    while (!ending.signal.aborted) {
      await removeUnnamed(parts, await world.objects())
      rounds++
    }
  })()
  try {
    for (let round = 0; round < 8; round++) {
      const added = await Promise.all([1, 2, 3].map(() => add(seat, { caseId, content })))
      const [first, ...others] = added
      await Promise.all(
        others.map(one => removeAttachment(parts, dispatcher, { caseId, attachmentId: one.attachmentId })),
      )
      const of = { caseId, attachmentId: first!.attachmentId }
      const file = await openAttachment(parts, seat, { ...of, role: 'original' })
      assert.ok((await contentOf(file)).length > 0)
      await removeAttachment(parts, dispatcher, of)
    }
  } finally {
    ending.abort()
    await sweeping
  }
  assert.ok(rounds > 0)
  assert.deepEqual(await world.objects(), [])
})

test('an object that is taken away before its row commits is kept again', async t => {
  const world = await testAttachments(t)
  const { seat, parts } = world
  const { caseId } = await world.reported()
  const real = parts.objects
  let taken = 0
  const objects: SealedObjects = {
    ...real,
    keep: async staged => {
      await real.keep(staged)
      if (taken++ < 2) await real.remove(staged.key)
    },
  }
  const { attachmentId } = await addAttachment({ ...parts, objects }, seat, {
    key: { caseId, scope: seat.scope },
    uploadId: crypto.randomUUID(),
    upload: uploadOf(await photo()),
  })
  for (const role of ['original', 'thumbnail'] as const)
    assert.ok((await contentOf(await openAttachment(parts, seat, { caseId, attachmentId, role }))).length > 0)
})
