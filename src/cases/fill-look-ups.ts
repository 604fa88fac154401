import { setImmediate } from 'node:timers/promises'
import { type Database, inTransaction } from '#base/index.ts'
import { caseTerms } from './case-terms.ts'
import { lockOlder, lockOthers, type OtherLookUp, updateOlder, updateOthers } from './look-up-fill.store.ts'
import { keptPhoneIndex, lookUpsOf, mailIndex, rawDigits } from './look-ups.ts'

/** Of one transaction, and of one turn of the event loop. */
const atOnce = 100

const others: readonly (OtherLookUp & { indexOf(value: string): string })[] = [
  { table: 'cases.contact', id: 'id', column: 'address', index: 'address_index', indexOf: mailIndex },
  { table: 'cases.mail_content', id: 'mail_id', column: 'sender', index: 'sender_index', indexOf: mailIndex },
  {
    table: 'cases.personal_change',
    id: 'id',
    column: 'was',
    index: 'was_index',
    // What has no digit is found by none.
    indexOf: value => keptPhoneIndex(rawDigits(value) ?? ''),
  },
]

async function fillOthers(database: Database, isOver: () => boolean): Promise<boolean> {
  for (const { indexOf, ...one } of others)
    for (;;) {
      if (isOver()) return false
      const done = await inTransaction(database, async tx => {
        const rows = await lockOthers(tx, one, atOnce)
        const found = rows.map(({ id, value }) => ({ id, index: indexOf(value) }))
        if (found.length > 0) await updateOthers(tx, one, found)
        return rows.length
      })
      if (done < atOnce) break
    }
  return true
}

/**
 * Seals cases of earlier releases and makes them findable by keyed indexes, batch by batch. What is done stays done: a
 * process that is killed loses one batch, and the next one, of any process, begins with what is left. Until its turn comes a
 * case is found by its words, its whole number and its whole name as before.
 * @param limits.until when to stop although some are left, in Unix milliseconds
 * @returns how many were filled, and whether it came to the end.
 */
export async function fillLookUps(
  database: Database,
  limits: { signal?: AbortSignal; until?: number } = {},
): Promise<{ filled: number; complete: boolean }> {
  const { signal, until = Number.POSITIVE_INFINITY } = limits
  const isOver = () => signal?.aborted === true || Date.now() >= until
  let filled = 0
  let after: string | null = null
  if (!(await fillOthers(database, isOver))) return { filled, complete: false }
  while (!isOver()) {
    const rows = await inTransaction(database, async tx => {
      const found = await lockOlder(tx, after, atOnce)
      const lookedUp = found.map(said => ({ ...lookUpsOf(said), said, terms: caseTerms(said) }))
      if (lookedUp.length > 0) await updateOlder(tx, lookedUp)
      return found
    })
    filled += rows.length
    after = rows.at(-1)?.case_id ?? null
    if (rows.length < atOnce) return { filled, complete: true }
    await setImmediate()
  }
  return { filled, complete: false }
}
