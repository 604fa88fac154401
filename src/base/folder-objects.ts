import { copyFile, link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { baseError } from './base.errors.ts'
import { isObjectKey, type ListedObject, type ObjectStore, type StagedObject } from './object-store.ts'
import { removeStaged, stageObject } from './stage-object.ts'

const hasCode = (error: unknown, ...codes: string[]) =>
  codes.includes((error as { code?: string } | null)?.code ?? '')

// A name that is not on disk is gone with the power, however safe the bytes are. Windows has no such call and needs none.
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function copyInto(staged: StagedObject, target: string): Promise<void> {
  const copy = `${staged.path}.copy`
  try {
    await copyFile(staged.path, copy)
    const file = await open(copy, 'r+')
    await file.sync().finally(() => file.close())
    await rename(copy, target)
  } finally {
    await rm(copy, { force: true })
  }
}

async function keepIn(root: string, staged: StagedObject, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true, mode: 0o700 })
  try {
    // A second name for the same bytes: what was staged is still there if it has to be kept again.
    await link(staged.path, target)
  } catch (error) {
    // Some network and memory-card file systems know one name for a file only.
    if (hasCode(error, 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EXDEV', 'EMLINK')) await copyInto(staged, target)
    else if (!hasCode(error, 'EEXIST')) throw error
  }
  await syncFolder(dirname(target))
  await syncFolder(root)
}

async function* listIn(root: string): AsyncGenerator<ListedObject> {
  const folders = await readdir(root).catch(() => [])
  for (const folder of folders.filter(name => /^[0-9a-f]{2}$/.test(name))) {
    for (const key of (await readdir(join(root, folder))).filter(isObjectKey)) {
      const facts = await stat(join(root, folder, key)).catch(() => undefined)
      if (facts) yield { key, bytes: facts.size, at: facts.mtime }
    }
  }
}

/** Objects as files of a folder, spread over 256 folders by their first two signs. */
export function folderObjects(root: string): ObjectStore {
  const staging = join(root, 'incoming')
  const pathOf = (key: string) => {
    if (!isObjectKey(key)) throw baseError('base.object-missing', { key })
    return join(root, key.slice(0, 2), key)
  }
  return {
    stage: stream => stageObject(staging, stream),
    keep: staged => keepIn(root, staged, pathOf(staged.key)),
    has: async key =>
      await stat(pathOf(key)).then(
        () => true,
        (error: unknown) => {
          if (hasCode(error, 'ENOENT')) return false
          throw error
        },
      ),
    open: async (key, range) => {
      try {
        const file = await open(pathOf(key), 'r')
        return file.createReadStream({ ...range })
      } catch (error) {
        if (hasCode(error, 'ENOENT')) throw baseError('base.object-missing', { key })
        throw error
      }
    },
    remove: key => rm(pathOf(key), { force: true }),
    list: () => listIn(root),
    removeStale: moment => removeStaged(staging, moment),
  }
}
