import type { RejectionCode } from '../imports.contract.ts'

/** One row of a file, before anything is known of its meaning. */
export interface SourceRow {
  /** As a spreadsheet counts: the headings are row 1. */
  number: number
  /** One text for each heading, unless there is a problem. */
  cells: readonly string[]
  /** Why the row cannot be taken apart into its fields. */
  problem: Extract<RejectionCode, 'shifted' | 'not-json' | 'empty-row'> | null
}

/** How a stored file is to be read. */
export interface SourceFile {
  path: string
  format: 'csv' | 'jsonl' | 'xlsx'
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'
  delimiter: string | null
}
