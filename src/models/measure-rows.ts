import type { Actor } from '#identity/index.ts'
import type { Kernel, Measured } from '#kernel/index.ts'
import { type MeasuredText, measureText } from './measure-text.ts'
import type { FileRow } from './text-file.ts'

/** A row with what a version of a model said of it. */
export interface MeasuredRow extends FileRow {
  measured: Measured<MeasuredText>
}

export interface MeasureRequest {
  kernel: Pick<Kernel, 'measure'>
  actor: Actor
  task: string
  version: string
  rows: AsyncIterable<FileRow>
  signal?: AbortSignal | undefined
  /** Called after each part with the number of rows measured so far. */
  onProgress?: ((done: number) => void) | undefined
}

const rowsAtOnce = 1000

async function measurePart(request: MeasureRequest, part: readonly FileRow[]): Promise<MeasuredRow[]> {
  const { kernel, actor, task, version } = request
  const inputs = part.map(({ row }) => ({ task, version, text: row.text }))
  const results = await kernel.measure(measureText, inputs, actor)
  return part.map((row, place) => ({ ...row, measured: results[place]! }))
}

/**
 * Measures rows through the door, in order, in parts: the next is read and sent while the answers to the one before are
 * worked on, so that both threads have work.
 */
export async function* measureRows(request: MeasureRequest): AsyncGenerator<MeasuredRow> {
  let pending: Promise<MeasuredRow[]> | undefined
  let part: FileRow[] = []
  let done = 0
  const finished = async function* (): AsyncGenerator<MeasuredRow> {
    const rows = (await pending) ?? []
    done += rows.length
    request.onProgress?.(done)
    yield* rows
  }
  const send = (): Promise<MeasuredRow[]> => {
    const sent = measurePart(request, part)
    // It is awaited after the part before it; until then its failure is nobody's.
    sent.catch(() => undefined)
    part = []
    return sent
  }
  for await (const row of request.rows) {
    part.push(row)
    if (part.length < rowsAtOnce) continue
    request.signal?.throwIfAborted()
    const next = send()
    yield* finished()
    pending = next
  }
  const last = part.length > 0 ? send() : undefined
  yield* finished()
  pending = last
  if (last) yield* finished()
}
