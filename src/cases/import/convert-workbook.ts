import { Worker } from 'node:worker_threads'
import { heldKeys } from '#base/index.ts'
import type { WorkbookAnswer, WorkbookOrder } from './convert-workbook.worker.ts'
import { importError } from './import.errors.ts'

/** Excel's own limit of rows; a compressed file of this size is a gigabyte of text. */
export const largestWorkbook = 128 * 1024 * 1024
const mostRows = 1_048_576
const mostCharacters = 1 << 30
/** A million rows of fifteen columns unpack to about half of this. */
const mostBytes = 768 * 1024 * 1024
/** A file made to fill the memory kills the thread, not the process. */
const memoryMegabytes = 1024

const tooLarge = () =>
  importError('cases.import-too-large', {
    format: 'XLSX',
    megabytes: largestWorkbook / 1024 / 1024,
    rows: mostRows - 1,
  })

// One at a time: each may take a gigabyte of memory.
let before: Promise<unknown> = Promise.resolve()

/**
 * Unpacks the first sheet of a workbook into one JSON array a line, in a thread of its own: reading a workbook again for
 * every check and after every kill would cost minutes of processor time.
 * @throws cases.import-broken-workbook, cases.import-too-large
 */
export async function convertWorkbook(from: { path: string; bytes: number }, to: string): Promise<void> {
  if (from.bytes > largestWorkbook) throw tooLarge()
  const order = { from: from.path, to, keys: heldKeys(), mostRows, mostCharacters, mostBytes }
  const turn = before.then(() => convertInThread(order))
  before = turn.catch(() => undefined)
  const answer = await turn
  if ('rows' in answer) return
  throw answer.problem === 'too-large' ? tooLarge() : importError('cases.import-broken-workbook')
}

function convertInThread(order: WorkbookOrder): Promise<WorkbookAnswer> {
  return new Promise<WorkbookAnswer>(resolve => {
    const worker = new Worker(new URL('./convert-workbook.worker.ts', import.meta.url), {
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
    })
    worker.once('message', resolve)
    worker.once('error', (error: Error & { code?: string }) =>
      resolve({ problem: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-large' : 'broken' }),
    )
    worker.once('exit', () => resolve({ problem: 'broken' }))
  })
}
