import { baseError, type CatalogueError, type ErrorEntry, type Language, sentenceOf } from '#base/index.ts'
import { kernelError } from '#kernel/index.ts'
import { assignmentError } from '../assignments/assignment.errors.ts'
import { caseError } from '../case.errors.ts'
import { disputeError } from '../disputes/dispute.errors.ts'
import { jointError } from '../joint/joint.errors.ts'
import { rightsError } from '../rights/rights.errors.ts'
import type { BulkCause } from './bulk.contract.ts'
import { bulkError } from './bulk.errors.ts'

/** Why a case was left, as it is kept. */
export interface Cause {
  code: string
  details: Record<string, unknown>
}

// The sentence of a stale page speaks of what was typed into it; here nothing was.
const inBulk: Readonly<Record<'do' | 'undo', Readonly<Record<string, string>>>> = {
  do: { 'cases.stale': 'cases.bulk-changed' },
  undo: { 'cases.stale': 'cases.undo-changed', 'cases.not-allowed-now': 'cases.undo-changed' },
}

/** What is kept of an error. */
export function causeOf(error: CatalogueError, mode: 'do' | 'undo'): Cause {
  return { code: inBulk[mode][error.code] ?? error.code, details: error.details }
}

const entries = new Map<string, ErrorEntry>(
  [
    baseError,
    bulkError,
    caseError,
    assignmentError,
    disputeError,
    jointError,
    rightsError,
    kernelError,
  ].flatMap(({ entries: of }) => Object.entries<ErrorEntry>(of)),
)

/** A cause in the reader's language; one of an earlier release still says its name. */
export function causeView(cause: Cause | null, language: Language): BulkCause | null {
  if (cause === null) return null
  const entry = entries.get(cause.code)
  const message = entry ? sentenceOf({ entry, details: cause.details }, language) : cause.code
  return { code: cause.code, message }
}
