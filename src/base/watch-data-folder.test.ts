import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { CatalogueError } from './errors.ts'
import { watchDataFolder } from './watch-data-folder.ts'

/** Watches a folder until it goes. */
async function watched(removed: (folder: string) => Promise<void>) {
  const parent = await mkdtemp(join(tmpdir(), 'chengshu-gone-'))
  const folder = join(parent, 'data')
  await mkdir(folder)
  const told: CatalogueError[] = []
  const first = Promise.withResolvers<void>()
  const stop = watchDataFolder(folder, error => {
    told.push(error)
    first.resolve()
  })
  await writeFile(join(folder, 'x'), 'x')
  await removed(folder)
  await first.promise
  await stop()
  await rm(parent, { recursive: true, force: true })
  return told
}

test('a data folder that is removed, moved or put in the place of is told once, with its name', async () => {
  const ways = [
    (folder: string) => rm(folder, { recursive: true }),
    (folder: string) => rename(folder, `${folder}-aside`),
    async (folder: string) => {
      await rename(folder, `${folder}-aside`)
      await mkdir(folder)
    },
  ]
  for (const way of ways) {
    const [error, ...more] = await watched(way)
    assert.equal(error?.code, 'base.data-folder-gone')
    assert.match(String(error.details.folder), /data$/)
    assert.deepEqual(more, [])
  }
})

test('what changes inside it is no reason to end', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chengshu-there-'))
  const stop = watchDataFolder(folder, () => assert.fail('it is there'))
  await mkdir(join(folder, 'objects'))
  await rm(join(folder, 'objects'), { recursive: true })
  await stop()
  await rm(folder, { recursive: true })
})
