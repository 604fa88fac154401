import { open, rename, rm } from 'node:fs/promises'
import { type MeasuredRow, type MeasureRequest, measureRows } from './measure-rows.ts'
import type { PredictionLine } from './model.contract.ts'
import { emptyReport, type FileReport, notice, readTextFile, reject } from './text-file.ts'

/** The wire form of one answer: the best class always, the next two, and whether a person should decide instead. */
export function predictionLine({ row, measured }: MeasuredRow): PredictionLine | null {
  const [best, ...others] = measured.value?.ranked ?? []
  if (!best) return null
  return {
    id: row.id,
    label: best.label,
    confidence: best.confidence,
    abstained: measured.outcome === 'abstained',
    alternatives: others.slice(0, 2),
  }
}

export interface PredictRequest extends Omit<MeasureRequest, 'rows'> {
  file: string
  out: string
}

export interface PredictResult {
  version: string
  report: FileReport
  abstained: number
}

const linesAtOnce = 1000

/**
 * Predicts a JSONL file into another, row by row in the same order. The result has its name only when it is complete: a
 * file cut short would be read as a whole one.
 */
export async function predictTask(request: PredictRequest): Promise<PredictResult> {
  const report = emptyReport()
  const draft = `${request.out}.part`
  const file = await open(draft, 'w')
  let abstained = 0
  let lines: string[] = []
  const flush = async () => {
    await file.appendFile(lines.join(''))
    lines = []
  }
  try {
    for await (const one of measureRows({ ...request, rows: readTextFile(request.file, report) })) {
      const line = predictionLine(one)
      for (const found of one.notices) if (found !== 'no-label') notice(report, one.line, found)
      if (!line) {
        reject(report, one.line, 'not-measured')
        continue
      }
      if (line.abstained) abstained++
      lines.push(`${JSON.stringify(line)}\n`)
      if (lines.length === linesAtOnce) await flush()
    }
    await flush()
    await file.sync()
    await file.close()
    await rename(draft, request.out)
  } catch (error) {
    await file.close().catch(() => undefined)
    await rm(draft, { force: true })
    throw error
  }
  return { version: request.version, report, abstained }
}
