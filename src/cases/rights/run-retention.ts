import { inTransaction } from '#base/index.ts'
import { wallTime } from '#city/index.ts'
import { forgetSearched } from '../board/forget-searched.ts'
import type { CaseLoop } from '../case-loop.ts'
import { eraseCases, retention } from './erase-cases.ts'
import { selectHeld } from './legal-hold.store.ts'
import { readCutoffs } from './read-cutoffs.ts'
import { holdDue, holdRules, noteRun, takeRun } from './retention.store.ts'

const atOnce = 100

type Parts = Pick<CaseLoop, 'database' | 'city'>

/**
 * Erases what has been kept long enough, a batch in each transaction, so that it can be stopped or killed at any moment and
 * goes on where it was. Cases that somebody holds at this moment are left for the next run.
 * @returns how many cases were erased.
 */
export async function runRetention(
  parts: Parts,
  given: { now: Date; signal?: AbortSignal | undefined; onBatch?(erased: number): Promise<void> },
): Promise<number> {
  let erased = 0
  while (!given.signal?.aborted) {
    // For each batch anew: rules and categories may change while a long run goes on.
    const city = await parts.city.snapshot()
    const count = await inTransaction(parts.database, async tx => {
      await holdRules(tx)
      const cutoffs = await readCutoffs(tx, city, given.now)
      const held = await holdDue(tx, { cutoffs, limit: atOnce })
      // Asked again now that they are held: a hold may have come in between.
      const kept = await selectHeld(
        tx,
        held.map(one => one.id),
      )
      await eraseCases(
        tx,
        held.filter(one => !kept.has(one.id)),
        retention,
      )
      return held.length
    })
    erased += count
    if (count === 0) break
    await given.onBatch?.(count)
  }
  return erased
}

const hour = 3_600_000

/** The run of a local day, from one in the morning, once for all processes; one whose process died is taken up by another. */
export async function runNightly(parts: Parts, now: Date, signal?: AbortSignal): Promise<void> {
  const { calendar } = await parts.city.snapshot()
  const { date: day, milliseconds } = wallTime(calendar.timeZone, now.getTime())
  if (milliseconds < hour) return
  if (!(await takeRun(parts.database, day))) return
  const note = (erased: number, ended: boolean) => noteRun(parts.database, { day, erased, ended })
  await runRetention(parts, { now, signal, onBatch: erased => note(erased, false) })
  if (signal?.aborted) return
  await forgetSearched(parts.database, now)
  await note(0, true)
}
