import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sealStream } from '#base/index.ts'
import { largestUpload } from '../imports.contract.ts'
import { importError } from './import.errors.ts'
import { cellsPath } from './read-rows.ts'

/** Where the file of an import lies. Its name never comes from outside. */
export function filePath(dataFolder: string, importId: string): string {
  return join(dataFolder, 'imports', importId)
}

/** Removes the file of an import and what was made of it. */
export async function removeFile(dataFolder: string, importId: string): Promise<void> {
  const path = filePath(dataFolder, importId)
  await Promise.all([rm(path, { force: true }), rm(cellsPath(path), { force: true })])
}

/**
 * Writes a stream to the import's file, sealed, without holding it in memory.
 * @throws cases.import-too-large, cases.import-upload-broken; nothing is left behind then.
 */
export async function storeFile(dataFolder: string, importId: string, stream: Readable): Promise<string> {
  await mkdir(join(dataFolder, 'imports'), { recursive: true, mode: 0o700 })
  const path = filePath(dataFolder, importId)
  try {
    await pipeline(stream, sealStream(), createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    await removeFile(dataFolder, importId)
    // A full disk, or a path of the command line that is no file: not the fault of a connection.
    if (['ENOSPC', 'EISDIR', 'EACCES'].includes((error as { code?: string }).code ?? '')) throw error
    throw importError('cases.import-upload-broken')
  }
  // The multipart reader ends a stream that is over the limit as if it were whole, and marks it.
  if ((stream as Readable & { truncated?: boolean }).truncated) {
    await removeFile(dataFolder, importId)
    throw importError('cases.import-too-large', {
      format: 'CSV',
      megabytes: largestUpload / 1024 / 1024,
      rows: '—',
    })
  }
  return path
}
