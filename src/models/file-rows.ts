import { assessAttack } from '#kernel/index.ts'
import { type FileReport, notice, readTextFile, reject } from './text-file.ts'
import type { TrainingRow } from './training-task.ts'

/**
 * Rows of a JSONL file to learn from; those without a text or a label are rejected in the report, and so are those that attack
 * a model: a file from elsewhere must not teach one what to obey.
 */
export async function* fileRows(file: string, report: FileReport): AsyncGenerator<TrainingRow> {
  for await (const { line, row, notices } of readTextFile(file, report)) {
    if (row.text === '') reject(report, line, 'no-text')
    else if (row.label === undefined) reject(report, line, 'no-label')
    else if (assessAttack(row.text).flagged) reject(report, line, 'attack')
    else {
      for (const found of notices) notice(report, line, found)
      yield { id: String(row.id), text: row.text, label: row.label, kind: 'given', weight: 1 }
    }
  }
}
