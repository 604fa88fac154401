export { createModels, type Models, type ModelsParts } from './create-models.ts'
export { measureText } from './measure-text.ts'
export {
  type LabelKind,
  labelKinds,
  type ModelComparison,
  type ModelFigures,
  type ModelVersion,
  type ModelVersionDetail,
} from './model.contract.ts'
export { modelError } from './model.errors.ts'
export { readLines } from './read-json-lines.ts'
export { type EvaluateOrder, type PredictOrder, runEvaluate, runPredict } from './run-measure.ts'
export { runTrain, type TrainOrder, type TrainOutcome } from './run-train.ts'
export type { FileReport } from './text-file.ts'
export type { TrainingStep } from './train-task.ts'
export type { TrainingRow, TrainingTask } from './training-task.ts'
