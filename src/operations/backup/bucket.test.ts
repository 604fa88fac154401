import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { isCode, readConfig } from '#base/index.ts'
import { testDatabase } from '../../../test/test-database.ts'
import { fakeS3 } from '../../base/object-store.fixture.ts'
import { keepArchive, removeFromBucket, withArchive, withDraftFolder } from './archive-store.ts'
import { decrypterOf, encrypterOf, makeKey } from './backup-keys.ts'
import { makeBackup } from './make-backup.ts'
import { verifyArchive } from './verify-archive.ts'

const secret = 'the secret of the bucket'

test('an archive goes to the bucket and comes back from it; nothing of it stays on this machine', async t => {
  const s3 = await fakeS3(t, secret)
  const dataFolder = await mkdtemp(join(tmpdir(), 'chengshu-bucket-'))
  t.after(() => rm(dataFolder, { recursive: true, force: true }))
  const variables = { CHENGSHU_OBJECTS_URL: s3.url, CHENGSHU_OBJECTS_KEY: 'key' }
  const config = readConfig({ ...variables, CHENGSHU_OBJECTS_SECRET: secret, CHENGSHU_DATA: dataFolder })
  await assert.rejects(withArchive(config, 's3:newest', verifyNothing), error =>
    isCode(error, 'operations.file-unreadable'),
  )
  const base = await testDatabase(t)
  await mkdir(join(dataFolder, 'keys'))
  const keyFile = join(dataFolder, 'keys/key.txt')
  const recipients = await makeKey(keyFile)
  const of = { owner: base.connections.owner, dataFolder, release: '1', report: () => undefined }
  const name = await withDraftFolder(config, async folder => {
    const made = await makeBackup(of, join(folder, 'x.age'), encrypterOf({ recipients }))
    return await keepArchive(config, made)
  })
  assert.match(name, /^s3:[0-9a-f]{64}$/)
  const decrypter = await decrypterOf({ keyFile })
  for (const named of [name, 's3:newest']) {
    const whole = await withArchive(config, named, file => verifyArchive(file, decrypter))
    assert.deepEqual(Object.keys(whole.manifest.files), ['keys/key.txt'])
  }
  assert.deepEqual(await readdir(join(dataFolder, 'backups')), [])
  assert.deepEqual(await removeFromBucket(config, 1), [])
  assert.deepEqual(await removeFromBucket(config, 0), [name])
  await assert.rejects(withArchive(config, name, verifyNothing), error =>
    isCode(error, 'base.object-missing'),
  )
  assert.deepEqual(await readdir(join(dataFolder, 'backups')), [])
})

const verifyNothing = async () => assert.fail('there is nothing to verify')

test('without a bucket it is said', async () => {
  const config = readConfig({ CHENGSHU_DATA: tmpdir() })
  await assert.rejects(withArchive(config, 's3:newest', verifyNothing), error =>
    isCode(error, 'operations.backup-no-bucket'),
  )
  assert.equal(await withArchive(config, 'a file', async file => file), 'a file')
})
