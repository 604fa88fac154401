import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { TestContext } from 'node:test'
import { pino } from 'pino'
import { readTask } from '#base/index.ts'
import { selectImport } from '#cases/import/import.store.ts'
import { detailOf } from '#cases/import/import.view.ts'
import type { ImportParts } from '#cases/import/import-parts.ts'
import { startImport } from '#cases/import/start-import.ts'
import { takeImport } from '#cases/import/take-import.ts'
import { uploadImport } from '#cases/import/upload-import.ts'
import type { Actor } from '#identity/index.ts'
import { type TestCases, testCases } from './test-cases.ts'

/** The import on a real database and a folder of its own. */
export interface TestImports extends TestCases {
  parts: ImportParts
  folder: string
  steward: Actor
  upload(content: string | Uint8Array, name?: string): ReturnType<typeof uploadImport>
  /** Runs the dry run or the import to its end in this process. */
  carry(importId: string, mode?: 'run' | 'check'): ReturnType<typeof detailOf>
  view(importId: string, language?: 'zh' | 'en'): ReturnType<typeof detailOf>
  /** Writes a file outside the data folder. */
  file(name: string, content: string | Uint8Array): Promise<string>
}

export async function testImports(t: TestContext): Promise<TestImports> {
  const world = await testCases(t)
  const folder = await mkdtemp(join(tmpdir(), 'chengshu-import-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const parts: ImportParts = { loop: world.loop, dataFolder: folder, log: pino({ level: 'silent' }) }
  const steward = await world.person('steward', ['data-steward'])
  const view: TestImports['view'] = async (importId, language = 'zh') =>
    await detailOf(world.database, (await selectImport(world.database, importId))!, language)
  return {
    ...world,
    parts,
    folder,
    steward,
    view,
    upload: async (content, name = 'messages.csv') =>
      await uploadImport(parts, steward, { name, stream: Readable.from([Buffer.from(content)]) }),
    carry: async (importId, mode = 'run') => {
      const taskId = await startImport(parts, steward, { importId, mode })
      await takeImport(parts, taskId, new AbortController().signal)
      const task = await readTask(world.database, taskId)
      if (task?.state === 'running' || task?.state === 'queued') throw new Error(`still ${task.state}`)
      return await view(importId)
    },
    file: async (name, content) => {
      const path = join(folder, name)
      await writeFile(path, content)
      return path
    },
  }
}
