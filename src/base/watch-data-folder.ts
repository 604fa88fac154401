import { statSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { embeddedError } from './embedded.errors.ts'
import type { CatalogueError } from './errors.ts'
import { keepDoing } from './keep-doing.ts'

const everyMilliseconds = 1000

const nameOf = ({ dev, ino }: { dev: number; ino: number }) => `${dev}:${ino}`

const identity = async (folder: string): Promise<string | undefined> =>
  await stat(folder).then(nameOf, (error: NodeJS.ErrnoException) => {
    // A disk that does not answer for a moment is no folder that went.
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
    throw error
  })

/**
 * Looks once a second whether the data folder is still the one that was there. One that was removed, or put back as another,
 * holds neither the database nor the files of this process any more: whoever goes on writes into nothing.
 * @param gone told once. @returns how to stop
 */
export function watchDataFolder(folder: string, gone: (error: CatalogueError) => void): () => Promise<void> {
  const first = nameOf(statSync(folder))
  let told = false
  return keepDoing({
    everyMilliseconds,
    work: async () => {
      if (told || (await identity(folder)) === first) return
      told = true
      gone(embeddedError('base.data-folder-gone', { folder }))
    },
    warn: () => undefined,
  })
}
