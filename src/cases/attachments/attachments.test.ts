import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { sql } from 'kysely'
import sharp from 'sharp'
import { type Actor, visitor } from '#identity/index.ts'
import { readEntries } from '#ledger/index.ts'
import { followUpHash } from '../case.draft.ts'
import { readCase } from '../read-case.ts'
import { addAttachment } from './add-attachment.ts'
import { contentOf, refused, testAttachments } from './attachments.fixture.ts'
import { heicPhoto, mp4, noisyPhoto, pdf, photo, uploadOf } from './files.fixture.ts'
import { listAttachments } from './list-attachments.ts'
import { openAttachment } from './open-attachment.ts'
import { releasePhoto } from './release-photo.ts'
import { readPublicAttachments } from './released-photos.ts'
import { removeAttachment } from './remove-attachment.ts'

test('a file is added, listed and opened; event and ledger entry tell of it', async t => {
  const world = await testAttachments(t)
  const { seat, add, parts, loop } = world
  const { caseId, version } = await world.reported()
  const { attachmentId } = await add(seat, { caseId, name: '现场.JPEG' })

  await t.test('with its true name, upright and without what the camera wrote', async () => {
    const turned = await add(seat, {
      caseId,
      content: await photo({
        width: 200,
        height: 100,
        orientation: 6,
        place: ['36/1 39/1 36/1', '117/1 7/1 12/1'],
      }),
    })
    const { items, mayAdd } = await listAttachments(parts, seat, caseId)
    assert.equal(mayAdd, true)
    assert.deepEqual(
      items.map(one => [one.fileName, one.kind, one.width, one.height, one.hasThumbnail, one.mayOpen]),
      [
        ['现场.jpg', 'picture', 400, 300, true, true],
        ['IMG_0001.jpg', 'picture', 100, 200, true, true],
      ],
    )
    assert.deepEqual(items[1]!.place, { longitude: 117.12, latitude: 36.66 })
    const of = { caseId, attachmentId: turned.attachmentId }
    for (const role of ['original', 'thumbnail'] as const) {
      const bytes = await contentOf(await openAttachment(parts, seat, { ...of, role }))
      const metadata = await sharp(bytes).metadata()
      assert.deepEqual(
        [metadata.exif, metadata.orientation, metadata.width],
        [undefined, undefined, 100],
        role,
      )
      assert.equal(bytes.includes('SecretCamera'), false)
    }
  })

  await t.test('on the timeline without making open pages stale', async () => {
    const detail = await readCase(loop, seat, caseId)
    assert.equal(detail.version, version)
    const event = detail.timeline.find(one => one.type === 'attached')!
    assert.equal(event.details.attachmentId, attachmentId)
    assert.equal(event.details.fileName, '现场.jpg')
    const all = await readEntries(world.database, `case:${caseId}`)
    const entries = all.filter(one => one.kind === 'case.attached')
    assert.equal(entries.length, 2)
  })

  await t.test('films, recordings and documents as they are, by what they are', async () => {
    for (const [content, name, expected, type] of [
      [pdf, 'x.jpg', 'x.pdf', 'application/pdf'],
      [mp4, 'film.MP4', 'film.mp4', 'video/mp4'],
      ['会议记录\n第一条', 'note', 'note.txt', 'text/plain; charset=utf-8'],
    ] as const) {
      const one = await add(seat, { caseId, content, name })
      const file = await openAttachment(parts, seat, {
        caseId,
        attachmentId: one.attachmentId,
        role: 'original',
      })
      assert.deepEqual([file.name, file.contentType], [expected, type])
      assert.deepEqual(await contentOf(file), Buffer.from(content))
      await assert.rejects(
        openAttachment(parts, seat, { caseId, attachmentId: one.attachmentId, role: 'thumbnail' }),
        refused('base.not-found'),
      )
    }
  })

  await t.test('sent again it is the same; at the same moment too', async () => {
    const uploadId = crypto.randomUUID()
    const content = await noisyPhoto()
    const both = await Promise.all([1, 2, 3].map(() => add(seat, { caseId, content, uploadId })))
    assert.equal(new Set(both.map(one => one.attachmentId)).size, 1)
    assert.equal((await add(seat, { caseId, content, uploadId })).attachmentId, both[0]!.attachmentId)
  })
  assert.deepEqual(await world.leftovers(), [])
})

test('what is refused leaves nothing behind', async t => {
  const mega = 2 ** 20
  const world = await testAttachments(t, {
    files: { uploadLimits: { picture: mega, media: 3 * mega, document: 2 * mega } },
  })
  const { seat, add } = world
  const { caseId } = await world.reported()
  const whole = await noisyPhoto()
  const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#fff' } })
    .png({ compressionLevel: 9 })
    .toBuffer()
  const large = await noisyPhoto(2000, 2000)
  assert.ok(large.length > mega && bomb.length < mega)
  const refusals: [string, Buffer | string, string][] = [
    ['empty', '', 'cases.attachment-empty'],
    ['program', Buffer.from('MZ\x90\0\x03\0\0\0'), 'cases.attachment-type'],
    ['binary', Buffer.from([1, 2, 3, 0, 4]), 'cases.attachment-type'],
    [
      'drawing',
      '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
      'cases.attachment-type',
    ],
    ['cut', whole.subarray(0, whole.length / 2), 'cases.attachment-broken-picture'],
    [
      'junk',
      Buffer.concat([whole.subarray(0, 30), Buffer.alloc(3000, 7)]),
      'cases.attachment-broken-picture',
    ],
    ['bomb', bomb, 'cases.attachment-too-many-pixels'],
    ['large photo', large, 'cases.attachment-too-large'],
    ['large document', Buffer.concat([pdf, Buffer.alloc(2 * mega)]), 'cases.attachment-too-large'],
  ]
  for (const [name, content, code] of refusals)
    await t.test(name, () =>
      assert.rejects(add(seat, { caseId, content, name: `${name}.jpg` }), refused(code)),
    )

  await t.test('a connection that breaks', async () => {
    const stream = new Readable({ read() {} })
    stream.push(whole.subarray(0, 1000))
    setTimeout(() => stream.destroy(new Error('gone')), 50)
    const adding = {
      key: { caseId, scope: seat.scope },
      uploadId: crypto.randomUUID(),
      upload: { name: 'x', stream },
    }
    await assert.rejects(addAttachment(world.parts, seat, adding), refused('cases.attachment-upload-broken'))
  })
  assert.deepEqual([await world.leftovers(), await world.objects()], [[], []])
  assert.equal((await listAttachments(world.parts, seat, caseId)).items.length, 0)
})

test('the place of a photo is that of a case just taken in that has none', async t => {
  const world = await testAttachments(t)
  const { seat, add, loop } = world
  const middle = [113.005, 30.005] as const
  const write = (value: number) => `${Math.floor(value)}/1 ${Math.round((value % 1) * 3600)}/60 0/1`
  const content = await photo({ place: [write(middle[1]), write(middle[0])] })
  const outside = await photo({ place: ['1/1 0/1 0/1', '1/1 0/1 0/1'] })
  const placeOf = async (caseId: string) => {
    const { longitude, latitude, regionId } = await readCase(loop, seat, caseId)
    return { longitude, latitude, regionId }
  }

  const none = await world.reported({ regionId: null })
  await add(seat, { caseId: none.caseId, content: outside })
  assert.deepEqual(await placeOf(none.caseId), { longitude: null, latitude: null, regionId: null })
  await add(seat, { caseId: none.caseId, content })
  const filled = await placeOf(none.caseId)
  assert.deepEqual(filled, { longitude: 113.005, latitude: 30.005, regionId: 'aaa' })

  const given = await world.reported({ longitude: 113.001, latitude: 30.001 })
  const before = await placeOf(given.caseId)
  await add(seat, {
    caseId: given.caseId,
    content: await photo({ place: [write(middle[1]), write(middle[0])], colour: '#fff' }),
  })
  assert.deepEqual(await placeOf(given.caseId), before)
})

test('the public adds by the follow-up code, a few, while the case is open', async t => {
  const world = await testAttachments(t)
  const { parts, seat } = world
  const { caseId, followUpCode } = await world.reported()
  const send = async (uploadId: string = crypto.randomUUID()) =>
    await addAttachment(parts, visitor, {
      key: { followUpHash: followUpHash(followUpCode) },
      uploadId,
      upload: uploadOf(await photo()),
    })
  for (let n = 0; n < 9; n++) await send()
  await assert.rejects(send(), refused('cases.attachment-too-many'))
  const told = await readPublicAttachments(parts, followUpCode)
  assert.deepEqual([told.files, told.left, told.photos], [9, 0, []])
  const { items } = await listAttachments(parts, seat, caseId)
  assert.ok(items.every(one => one.byPublic && one.addedByName === ''))
  await world.add(seat, { caseId })
  await assert.rejects(readPublicAttachments(parts, '0000-0000-0000-0000'), refused('base.not-found'))
  const other = await world.reported()
  await sql`update cases.case_record set state = 'closed', disposition = 'resolved', closed_at = now() where id = ${other.caseId}`.execute(
    world.owner,
  )
  const late = {
    key: { followUpHash: followUpHash(other.followUpCode) },
    uploadId: crypto.randomUUID(),
    upload: uploadOf(await photo()),
  }
  await assert.rejects(addAttachment(parts, visitor, late), refused('cases.attachment-case-closed'))
  assert.equal((await readPublicAttachments(parts, other.followUpCode)).left, 0)
})

test('who sees, opens, adds, removes and releases', async t => {
  const world = await testAttachments(t)
  const { parts, seat, dispatcher, add, person } = world
  const { caseId } = await world.reported()
  const { attachmentId } = await add(seat, { caseId })
  const of = { caseId, attachmentId }
  const open = (actor: Actor) => openAttachment(parts, actor, { ...of, role: 'original' })
  const departmentId = (await world.city.snapshot()).departments[0]!.id
  const handler = await person('handler', ['handler'], { departmentId })
  const lead = await person('lead', ['department-lead'], { departmentId })
  const analyst = await person('analyst', ['analyst'], { level: 'L2' })
  const modest = await person('modest', ['seat'], { level: 'L2' })

  await t.test('who is outside of the case learns nothing', async () => {
    for (const actor of [handler, lead, visitor]) {
      await assert.rejects(listAttachments(parts, actor, caseId), refused('base.not-found'))
      await assert.rejects(open(actor), refused('base.not-found'))
      await assert.rejects(removeAttachment(parts, actor, of), refused('base.not-found'))
      await assert.rejects(releasePhoto(parts, actor, { ...of, hidden: [] }), refused('base.not-found'))
    }
    await assert.rejects(add(handler, { caseId }), refused('base.not-found'))
  })

  await t.test('who may not read what was said sees that files are there, not what they are', async () => {
    for (const actor of [analyst, modest]) {
      const { items } = await listAttachments(parts, actor, caseId)
      const [one] = items
      assert.deepEqual(
        [one?.fileName, one?.mayOpen, one?.hasThumbnail, one?.addedByName],
        [null, false, false, null],
      )
      await assert.rejects(open(actor), refused('base.not-found'))
    }
    await assert.rejects(add(analyst, { caseId }), refused('cases.act-not-permitted'))
  })

  await t.test('the department works with it once it has the case', async () => {
    await sql`update cases.case_record set state = 'handling', department_id = ${departmentId} where id = ${caseId}`.execute(
      world.owner,
    )
    for (const actor of [handler, lead]) assert.ok((await contentOf(await open(actor))).length > 0)
    const mine = await add(handler, { caseId, content: await noisyPhoto() })
    const rights = async (actor: Actor) =>
      (await listAttachments(parts, actor, caseId)).items.map(one => [one.mayRelease, one.mayRemove])
    assert.deepEqual(await rights(handler), [
      [false, false],
      [false, true],
    ])
    assert.deepEqual(await rights(lead), [
      [true, true],
      [true, true],
    ])
    assert.deepEqual(await rights(seat), [
      [false, true],
      [false, false],
    ])
    assert.deepEqual(await rights(dispatcher), [
      [true, true],
      [true, true],
    ])
    await assert.rejects(removeAttachment(parts, handler, of), refused('cases.act-not-permitted'))
    await assert.rejects(
      releasePhoto(parts, handler, { ...of, hidden: [] }),
      refused('cases.act-not-permitted'),
    )
    await removeAttachment(parts, handler, { caseId, attachmentId: mine.attachmentId })
  })

  await t.test('an attachment is reached through its own case alone', async () => {
    const other = await world.reported()
    const wrong = { caseId: other.caseId, attachmentId }
    await assert.rejects(
      openAttachment(parts, seat, { ...wrong, role: 'original' }),
      refused('base.not-found'),
    )
    await assert.rejects(removeAttachment(parts, dispatcher, wrong), refused('base.not-found'))
    await assert.rejects(releasePhoto(parts, dispatcher, { ...wrong, hidden: [] }), refused('base.not-found'))
  })
})

test('a HEIC photo is kept as a file with the place it was taken at, and the public never sees it', async t => {
  const world = await testAttachments(t)
  const { seat, dispatcher, add, parts } = world
  const { caseId, followUpCode } = await world.reported()
  const camera = await photo({ place: ['36/1 39/1 36/1', '117/1 7/1 12/1'] })
  // As sharp gives it, with the word "Exif" before it.
  const exif = (await sharp(camera).metadata()).exif!.subarray(6)
  const content = heicPhoto(exif)
  const { attachmentId } = await add(seat, { caseId, content, name: 'IMG_0007.HEIC' })
  await add(seat, { caseId, content: heicPhoto(null), name: 'ohne.heif' })
  const { items } = await listAttachments(parts, seat, caseId)
  assert.deepEqual(
    items.map(one => [one.fileName, one.kind, one.mediaType, one.hasThumbnail, one.place]),
    [
      ['IMG_0007.heic', 'document', 'image/heic', false, { longitude: 117.12, latitude: 36.66 }],
      ['ohne.heic', 'document', 'image/heic', false, null],
    ],
  )
  const opened = await openAttachment(parts, seat, { caseId, attachmentId, role: 'original' })
  assert.deepEqual(await contentOf(opened), content, 'as it came')
  const hidden = releasePhoto(parts, dispatcher, { caseId, attachmentId, hidden: [] })
  await assert.rejects(hidden)
  const shown = JSON.stringify(await readPublicAttachments(parts, followUpCode))
  for (const secret of ['117.12', '36.66', 'image/heic', content.toString('base64').slice(0, 40)])
    assert.ok(!shown.includes(secret), secret)
})
