import { createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout } from 'node:timers/promises'
import type { z } from 'zod'
import { type Language, readTask } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { caseError } from '../case.errors.ts'
import { type GivenMapping, type importDetail, importMapping } from '../imports.contract.ts'
import { rejectedCsv } from './download-rejected.ts'
import { fillSearch } from './fill-search.ts'
import { selectImport } from './import.store.ts'
import { detailOf, summaryOf } from './import.view.ts'
import type { ImportParts } from './import-parts.ts'
import { mapImport } from './map-import.ts'
import { startImport } from './start-import.ts'
import { takeImport } from './take-import.ts'
import { uploadImport } from './upload-import.ts'

/** What the command line asks for. */
export interface FileImport {
  /** A person with `cases:import`. */
  actor: Actor
  /** Guessed or remembered unless given. */
  mapping?: GivenMapping
  /** Check every row, write nothing. */
  dryRun?: boolean
  /** Where to write the rejected rows (CSV). */
  rejectedPath?: string
  /** Of the rejected rows and of messages; zh unless given. */
  language?: Language
}

/** How far it is; `rows` is the whole. With `unsearched` the rows are done, and so many cases are yet to be found by words. */
export type ImportProgress = (at: {
  done: number
  rows: number
  rowsPerSecond: number | null
  unsearched?: number
}) => void

const betweenLooks = 500

async function follow(
  parts: ImportParts,
  taskId: string,
  watch: { importId: string; onProgress: ImportProgress },
): Promise<void> {
  const { database } = parts.loop
  const ended = new AbortController()
  const tell = async () => {
    const record = await selectImport(database, watch.importId)
    const progress = record ? (await summaryOf(database, record)).progress : null
    if (progress) watch.onProgress({ ...progress, rows: progress.total })
  }
  const telling = (async () => {
    while (!ended.signal.aborted) {
      await tell().catch(() => undefined)
      await setTimeout(betweenLooks, undefined, { signal: ended.signal }).catch(() => undefined)
    }
  })()
  try {
    // A server may take it first; should that one be killed, it is taken over here.
    for (;;) {
      await takeImport(parts, taskId, new AbortController().signal)
      const task = await readTask(database, taskId)
      if (task?.state !== 'queued' && task?.state !== 'running') return
      await setTimeout(betweenLooks)
    }
  } finally {
    ended.abort()
    await telling
  }
}

/**
 * Imports a file from the command line, whether or not a server runs: whoever takes the task first does the work.
 * @returns the import as it ended; its `state` says how. @throws what uploading, mapping and starting throw.
 */
export async function importFile(
  parts: ImportParts,
  path: string,
  given: FileImport & { onProgress: ImportProgress },
): Promise<z.input<typeof importDetail>> {
  const { actor, mapping, dryRun, rejectedPath, language = 'zh', onProgress } = given
  if (!parts.loop.permissions.permits(actor, 'cases:import'))
    throw caseError('cases.not-permitted', { action: 'import' })
  const file = await open(path)
  const stream = file.createReadStream()
  const { id: importId } = await uploadImport(parts, actor, { name: basename(path), stream })
  if (mapping) await mapImport(parts, actor, { importId, mapping: importMapping.parse(mapping) })
  const taskId = await startImport(parts, actor, { importId, mode: dryRun ? 'check' : 'run' })
  await follow(parts, taskId, { importId, onProgress })
  const record = (await selectImport(parts.loop.database, importId))!
  if (!dryRun) {
    const { counts, rows, unsearched } = await detailOf(parts.loop.database, record, language)
    onProgress({ done: counts?.rows ?? 0, rows, rowsPerSecond: null, unsearched })
    // Without a server there is nobody else who would do it.
    await fillSearch(parts.loop.database)
  }
  if (rejectedPath && !dryRun)
    await pipeline(rejectedCsv(parts, record, language), createWriteStream(rejectedPath))
  return await detailOf(parts.loop.database, record, language)
}
