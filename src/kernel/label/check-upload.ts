import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Upload } from '#base/index.ts'
import { checkFile } from './check-file.ts'
import type { LabelCheck } from './label.contract.ts'

/** Checks a file that somebody sends. It lies on disk only while it is read; nothing of it is kept. */
export async function checkUpload(upload: Upload, declared: boolean): Promise<LabelCheck> {
  const folder = await mkdtemp(join(tmpdir(), 'chengshu-label-'))
  try {
    const path = join(folder, 'file')
    await pipeline(upload.stream, createWriteStream(path))
    return await checkFile(path, { name: upload.name, declared })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
