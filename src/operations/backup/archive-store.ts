import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Config, type ObjectStore, openObjects } from '#base/index.ts'
import { operationsError } from '../operations.errors.ts'
import { bucketKey, bucketName } from './archive.rules.ts'
import { backupError } from './backup.errors.ts'

type Place = Pick<Config, 'dataFolder' | 'objects'>

/** The archives in the bucket that is configured. @throws operations.backup-no-bucket */
export function bucketOf(config: Place): ObjectStore {
  if (!config.objects) throw backupError('operations.backup-no-bucket')
  return openObjects(config, 'backups')
}

/** Where an archive is made before it goes to the bucket: inside the data folder, and no part of a backup. */
export async function withDraftFolder<T>(config: Place, work: (folder: string) => Promise<T>): Promise<T> {
  const parent = join(config.dataFolder, 'backups')
  await mkdir(parent, { recursive: true, mode: 0o700 })
  const folder = await mkdtemp(join(parent, 'draft-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Puts an archive into the bucket, named by its content, which the store compares with what arrived. */
export async function keepArchive(
  config: Place,
  archive: { file: string; bytes: number; sha256: string },
): Promise<string> {
  const { file, bytes, sha256 } = archive
  const staged = { key: sha256, bytes, path: file, discard: async () => undefined }
  await bucketOf(config).keep(staged)
  return bucketName(sha256)
}

/** The name of the newest archive in the bucket, for `s3:newest`. */
async function newestKey(bucket: ObjectStore): Promise<string | undefined> {
  let newest: { key: string; at: Date } | undefined
  for await (const one of bucket.list()) if (!newest || one.at > newest.at) newest = one
  return newest?.key
}

/**
 * Gives work an archive as a file: the file itself, or a copy of what is in the bucket (`s3:NAME`, `s3:newest`), which is
 * gone afterwards.
 * @throws operations.backup-no-bucket, base.object-missing, operations.file-unreadable when the bucket holds none
 */
export async function withArchive<T>(
  config: Place,
  named: string,
  work: (file: string) => Promise<T>,
): Promise<T> {
  const wanted = bucketKey(named)
  if (wanted === undefined) return await work(named)
  const bucket = bucketOf(config)
  const key = wanted === 'newest' ? await newestKey(bucket) : wanted
  if (key === undefined)
    throw operationsError('operations.file-unreadable', { file: named, reason: 'the bucket holds no backup' })
  return await withDraftFolder(config, async folder => {
    const file = join(folder, `${key}.age`)
    await pipeline(await bucket.open(key), createWriteStream(file, { mode: 0o600 }))
    return await work(file)
  })
}

/** Removes all but the newest archives of the bucket. @returns their names. */
export async function removeFromBucket(config: Place, keep: number): Promise<string[]> {
  const bucket = bucketOf(config)
  const all = await Array.fromAsync(bucket.list())
  const surplus = all.sort((a, b) => b.at.getTime() - a.at.getTime()).slice(keep)
  for (const { key } of surplus) await bucket.remove(key)
  return surplus.map(one => bucketName(one.key))
}
