import type { Transaction } from '#base/index.ts'
import type { CaseRecord } from './case.store.ts'

/** A case before and after one step of a bulk act. */
export interface Stepped {
  before: CaseRecord
  after: CaseRecord
  at: Date
}

/** What a step that is one of many brings along. The step itself is the single one, with all it asks for. */
export interface InBulk {
  bulkId: string
  /** Nothing stays of the step: it was asked only whether it can be taken. */
  rehearses: boolean
  /** With the case held and the step permitted; throws where the case is left to single work. */
  admit?(tx: Transaction, held: CaseRecord): void | Promise<void>
  /** Commits with the step or not at all. */
  follow?(tx: Transaction, step: Stepped): Promise<void>
}

/** Ends a rehearsal when nothing stood in the way; its transaction is undone. */
export class Rehearsed extends Error {
  constructor() {
    super('rehearsed')
  }
}
