import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { findMissingObjects } from '../find-missing-objects.ts'
import { contentOf, testAttachments } from './attachments.fixture.ts'
import { openAttachment } from './open-attachment.ts'
import { sweepObjects } from './remove-objects.ts'
import { sealOlderObjects } from './seal-older-objects.ts'

test('files of an earlier release are read, sealed one by one under a new name, and the plain ones cleared away', async t => {
  const world = await testAttachments(t)
  const { parts, seat, owner, dataFolder } = world
  const { caseId } = await world.reported()
  const texts = ['身份证 310101199003071233', '另一份', '已丢失']
  const pathOf = (key: string) => join(dataFolder, 'objects', 'cases', key.slice(0, 2), key)
  const ids: string[] = []
  const plain: string[] = []
  for (const text of texts) {
    const { attachmentId } = await world.add(seat, { caseId, content: text, name: 'a.txt' })
    // As the release before left it: named by its SHA-256, and as it came.
    const key = createHash('sha256').update(text).digest('hex')
    await sql`
      update cases.attachment_object set key = ${key}, stored_bytes = null where attachment_id = ${attachmentId}`.execute(
      owner,
    )
    if (text !== '已丢失') {
      await mkdir(dirname(pathOf(key)), { recursive: true })
      await writeFile(pathOf(key), text)
      await utimes(pathOf(key), 1, 1)
    }
    ids.push(attachmentId)
    plain.push(key)
  }
  const read = async (place: number, role = 'original' as const) =>
    (
      await contentOf(await openAttachment(parts, seat, { caseId, attachmentId: ids[place]!, role }))
    ).toString()
  const missing = async () =>
    (await findMissingObjects(owner, parts.objects)).missing.map(one => one.attachmentId)
  assert.equal(await read(0), texts[0])
  assert.deepEqual(await missing(), [ids[2]])
  assert.equal(await sealOlderObjects(parts, AbortSignal.abort()), 0)

  assert.equal(await sealOlderObjects(parts), 2, 'one that is lost holds up no other')
  assert.equal(await sealOlderObjects(parts), 0)
  assert.deepEqual([await read(0), await read(1)], texts.slice(0, 2))
  assert.deepEqual(await missing(), [ids[2]])
  const { rows } = await sql<{ key: string; stored_bytes: number; bytes: number }>`
    select key, stored_bytes, bytes from cases.attachment_object where attachment_id = ${ids[0]}`.execute(
    owner,
  )
  const now = rows[0]!
  assert.notEqual(now.key, plain[0])
  const there = await readFile(pathOf(now.key))
  assert.deepEqual([there.indexOf('310101'), there.length], [-1, now.stored_bytes])
  assert.equal(now.bytes, Buffer.byteLength(texts[0]!))

  // Who reads the plain one reads on, until the sweep.
  assert.equal(await readFile(pathOf(plain[0]!), 'utf8'), texts[0])
  await sweepObjects(parts, new Date(1e6))
  for (const key of plain) await assert.rejects(readFile(pathOf(key)), { code: 'ENOENT' })
  assert.deepEqual([await read(0), await read(1)], texts.slice(0, 2))
  assert.deepEqual(await world.leftovers(), [])
})
