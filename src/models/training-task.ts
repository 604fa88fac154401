import type { Database, Level } from '#base/index.ts'
import type { LabelKind } from './model.contract.ts'

/** One text with its right label. */
export interface TrainingRow {
  id: string
  text: string
  label: string
  kind: LabelKind
  /** How much it counts; 1 is a label given from outside. */
  weight: number
}

/** Something a city can teach a model. Plain data with two questions; given by the room that owns the cases. */
export interface TrainingTask {
  /** The algorithm that asks the model, e.g. `cases.dispatch`. */
  task: string
  title: { zh: string; en: string }
  /** Highest data level of its texts. */
  level: Level
  /** The city's own settled rows, newest first. */
  collect(database: Database): AsyncIterable<TrainingRow>
  /** Whether advice could be given with this label. */
  knows(label: string): boolean | Promise<boolean>
}
