import { setImmediate } from 'node:timers/promises'
import { type Database, inTransaction } from '#base/index.ts'
import { caseTerms } from '../case-terms.ts'
import { lockUnsearched, updateSearch } from './search-fill.store.ts'

/** Of one transaction, and of one turn of the event loop: 100 cases are 15 ms of it. */
const atOnce = 100

/**
 * Makes imported cases searchable by their words, batch by batch. What is done stays done: a process that is killed loses
 * one batch, and the next one, of any process, begins with what is left.
 * @param limits.until when to stop although some are left, in Unix milliseconds
 * @returns how many were filled, and whether it came to the end.
 */
export async function fillSearch(
  database: Database,
  limits: { signal?: AbortSignal; until?: number } = {},
): Promise<{ filled: number; complete: boolean }> {
  const { signal, until = Number.POSITIVE_INFINITY } = limits
  let filled = 0
  let after: string | null = null
  while (!signal?.aborted && Date.now() < until) {
    // Behind the last batch: from the beginning each look would pass over the index entries of all that was done before.
    const rows = await inTransaction(database, async tx => {
      const found = await lockUnsearched(tx, after, atOnce)
      const terms = found.map(one => ({ case_id: one.case_id, terms: caseTerms(one) }))
      if (terms.length > 0) await updateSearch(tx, terms, terms.length === atOnce)
      return found
    })
    filled += rows.length
    after = rows.at(-1)?.case_id ?? null
    if (rows.length < atOnce) return { filled, complete: true }
    await setImmediate()
  }
  return { filled, complete: false }
}
