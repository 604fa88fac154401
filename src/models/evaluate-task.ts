import { type MeasureRequest, measureRows } from './measure-rows.ts'
import type { ModelFigures } from './model.contract.ts'
import { type JudgedPrediction, judgePredictions } from './text-evaluation.rules.ts'
import { emptyReport, type FileReport, notice, readTextFile, reject } from './text-file.ts'

export interface EvaluateRequest extends Omit<MeasureRequest, 'rows'> {
  file: string
}

export interface EvaluateResult {
  version: string
  figures: ModelFigures
  /** Share of rows the model answered itself, and how often it was right then. */
  answered: { coverage: number; accuracy: number }
  report: FileReport
}

/** Measures a version of a model on a JSONL file of rows with labels; rows without one are rejected. */
export async function evaluateTask(request: EvaluateRequest): Promise<EvaluateResult> {
  const report = emptyReport()
  const judged: JudgedPrediction[] = []
  let answered = 0
  let right = 0
  for await (const one of measureRows({ ...request, rows: readTextFile(request.file, report) })) {
    const { row, measured, line } = one
    const ranked = measured.value?.ranked
    if (row.label === undefined) reject(report, line, 'no-label')
    else if (!ranked) reject(report, line, 'not-measured')
    else {
      for (const found of one.notices) notice(report, line, found)
      judged.push({ truth: row.label, ranked })
      if (measured.outcome === 'advised') {
        answered++
        if (ranked[0]?.label === row.label) right++
      }
    }
  }
  return {
    version: request.version,
    figures: judgePredictions(judged),
    answered: {
      coverage: judged.length > 0 ? answered / judged.length : 0,
      accuracy: answered > 0 ? right / answered : 0,
    },
    report,
  }
}
