import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { sql } from 'kysely'
import { openObjects, readConfig } from '#base/index.ts'
import { caseChecks, findMissingObjects, reportCase } from '#cases/index.ts'
import { reportBody, testCases } from '../../../test/test-cases.ts'
import { fakeS3 } from '../../base/object-store.fixture.ts'
import { bucketAddress, judgeObjects } from './archive.rules.ts'
import { decrypterOf, encrypterOf, makeKey } from './backup-keys.ts'
import { makeBackup } from './make-backup.ts'
import { tryBackup } from './try-backup.ts'

const secret = 'the secret of the bucket'
const contents = ['一张照片', '一段录音', '一份文件'].map(text => Buffer.from(text))
const keyOf = (content: Buffer) => createHash('sha256').update(content).digest('hex')
const [photo, sound, paper] = contents.map(keyOf) as [string, string, string]

test('a backup says where the files of attachments lie; verifying and the doctor find each that is missing', async t => {
  const base = await testCases(t)
  const s3 = await fakeS3(t, secret)
  s3.page = 2
  const folder = await mkdtemp(join(tmpdir(), 'chengshu-kept-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  await chmod(folder, 0o755)
  const dataFolder = join(folder, 'data')
  const config = readConfig({
    CHENGSHU_OBJECTS_URL: s3.url,
    CHENGSHU_OBJECTS_KEY: 'key',
    CHENGSHU_OBJECTS_SECRET: secret,
    CHENGSHU_DATA: dataFolder,
  })
  const bucket = openObjects(config, 'cases')
  const { caseId } = await reportCase(base.loop, await base.person('seat', ['seat']), reportBody())
  for (const content of contents) {
    const attachment = randomUUID()
    await sql`insert into cases.attachment (id, case_id, upload_id, kind, media_type, bytes, added_at, added_by, by_public, scan)
      values (${attachment}, ${caseId}, ${randomUUID()}, 'document', 'text/plain', 3, now(), 'x', false, 'none')`.execute(
      base.owner,
    )
    await sql`insert into cases.attachment_object (attachment_id, role, key, media_type, bytes)
      values (${attachment}, 'original', ${keyOf(content)}, 'text/plain', ${content.length})`.execute(
      base.owner,
    )
    const staged = await bucket.stage(Readable.from([content]))
    await bucket.keep(staged)
    await staged.discard()
  }
  assert.deepEqual(await findMissingObjects(base.database, bucket), { named: 3, missing: [] })

  const keyFile = join(folder, 'key.txt')
  const recipients = await makeKey(keyFile)
  const of = {
    owner: base.connections.owner,
    dataFolder,
    release: '1',
    report: () => undefined,
    bucket: bucketAddress(config.objects?.url),
  }
  const { file, manifest } = await makeBackup(of, join(folder, 'x.age'), encrypterOf({ recipients }))
  assert.equal(manifest.bucket, s3.url)
  assert.ok(!JSON.stringify(manifest).includes(secret))
  const decrypter = await decrypterOf({ keyFile })
  const doctor = async () => {
    const check = caseChecks(bucket).find(one => one.key === 'attachments')!
    return (await check.look(base.database)).count
  }
  assert.equal(await doctor(), 0)
  await bucket.remove(photo)
  for (const [name, content] of s3.objects)
    if (name.endsWith(sound)) s3.objects.set(name, content.subarray(1))
  const { objects } = await tryBackup(file, decrypter, { ...of, bucket, vault: config.vault })
  const missing = judgeObjects(objects, { bucket: manifest.bucket, looked: true })
  assert.equal(missing.good, false)
  assert.ok(missing.text.includes(photo) && missing.text.includes(sound) && !missing.text.includes(paper))
  assert.equal(await doctor(), 2, 'one that went and one that is too short')

  await t.test('the folder of attachments in the archive counts as well', async () => {
    for (const content of [contents[0]!, contents[1]!]) {
      const key = keyOf(content)
      await mkdir(join(dataFolder, 'objects/cases', key.slice(0, 2)), { recursive: true })
      await writeFile(join(dataFolder, 'objects/cases', key.slice(0, 2), key), content)
    }
    const whole = { ...of, bucket: null }
    const made = await makeBackup(whole, join(folder, 'y.age'), encrypterOf({ recipients }))
    const tried = await tryBackup(made.file, decrypter, { ...of, bucket: undefined, vault: config.vault })
    assert.equal(tried.objects?.named, 3)
    assert.deepEqual(
      tried.objects.missing.map(one => one.key),
      [paper],
    )
  })
})
