import { loadLexicon } from './load-lexicon.ts'
import { type JudgedPrediction, judgePredictions, type TextEvaluation } from './text-evaluation.rules.ts'
import { createTextScanner, type TextScanner } from './text-features.rules.ts'
import {
  explainRanking,
  rankText,
  type TextEvidence,
  type TextModel,
  type TextPrediction,
} from './text-model.rules.ts'
import { decodeTextModel, encodeTextModel } from './text-model-codec.rules.ts'
import { fitTextModel, type TextRow, type TrainingOptions } from './train-text-model.rules.ts'

let scanner: TextScanner | undefined

function ownScanner(): TextScanner {
  scanner ??= createTextScanner(loadLexicon())
  return scanner
}

/**
 * Trains a model from labelled rows on the calling thread (seconds: use `trainInWorker` in a server).
 * What is returned has been through its bytes, so it predicts exactly as it will after storage.
 * Throws `TextModelError` (`no_rows`, `one_label`, `too_many_labels`).
 */
export function trainTextModel(rows: readonly TextRow[], options: TrainingOptions = {}): TextModel {
  return decodeTextModel(encodeTextModel(fitTextModel(rows, ownScanner(), options)))
}

/** The best labels of a text with calibrated confidence; empty or unknown text abstains. */
export function predictText(model: TextModel, text: string, top = 3): TextPrediction {
  return rankText(model, text, { scanner: ownScanner(), top })
}

/** The words of the text that spoke most for a label, strongest first; none for an unknown label. */
export function explainText(
  model: TextModel,
  text: string,
  wanted: { label: string; terms?: number },
): TextEvidence[] {
  return explainRanking(model, text, { scanner: ownScanner(), label: wanted.label, terms: wanted.terms ?? 8 })
}

/** Predicts every row and judges the predictions against the rows' labels. */
export function evaluateTextModel(model: TextModel, rows: readonly TextRow[]): TextEvaluation {
  const judged = rows.map(
    (row): JudgedPrediction => ({ truth: row.label, ranked: predictText(model, row.text).ranked }),
  )
  return judgePredictions(judged)
}
