import type { ModelMetrics, ModelVersion, ModelVersionDetail, TrainingFacts } from './model.contract.ts'
import type { VersionRow } from './model.store.ts'

const moment = (at: Date | null): string | null => at?.toISOString() ?? null

/** A version as the API shows it in lists. */
export function versionView(row: VersionRow): ModelVersion {
  const { figures, comparison } = row.metrics as ModelMetrics
  return {
    id: row.id,
    task: row.task,
    state: row.state,
    labels: row.label_count,
    rows: row.row_count,
    accuracy: figures.accuracy,
    macroF1: figures.macroF1,
    comparison,
    trainedBy: row.trained_by,
    trainedAt: row.trained_at.toISOString(),
    approvedBy: row.approved_by,
    approvedAt: moment(row.approved_at),
    retiredBy: row.retired_by,
    retiredAt: moment(row.retired_at),
    note: row.note,
  }
}

/** A version with all its figures. */
export function versionDetail(row: VersionRow): ModelVersionDetail {
  return {
    ...versionView(row),
    metrics: row.metrics as ModelMetrics,
    training: row.training as TrainingFacts,
  }
}
