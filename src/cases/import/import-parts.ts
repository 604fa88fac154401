import type { Logger } from 'pino'
import type { CaseLoop } from '../case-loop.ts'

/** What the import works with; joined once in `createImports`. */
export interface ImportParts {
  loop: Pick<CaseLoop, 'database' | 'kernel' | 'city' | 'dispatchAlgorithm' | 'blindShare' | 'permissions'>
  /** Uploaded files lie in `imports` below it. */
  dataFolder: string
  log: Pick<Logger, 'warn'>
}

/** Kind of the long work, with what it is about. */
export const importKind = 'cases.import'

export interface ImportTaskInput {
  importId: string
  mode: 'run' | 'check'
}
