/** Kind of the long work of a bulk act. */
export const bulkKind = 'cases.bulk'

/** What the task is about: doing it, or taking it back. */
export interface BulkTaskInput {
  bulkId: string
  mode: 'do' | 'undo'
}
