import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Database, inTransaction } from '#base/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { holdUnplanned, insertPlanned, type Unplanned } from './due-moment.store.ts'
import { momentsOf } from './due-moments.rules.ts'

const atOnce = 100
const beforeAll = '00000000-0000-0000-0000-000000000000'

/**
 * Plans the moments of cases that came with a deadline but without a step of this process: generated ones, and those of an
 * earlier release. Done when a process begins to work, and now and then.
 * @returns how many cases were planned.
 */
export async function planMissingMoments(
  parts: Pick<CaseLoop, 'city'> & { database: Database; signal?: AbortSignal },
): Promise<number> {
  const { calendar } = await parts.city.snapshot()
  const planned = (one: Unplanned) =>
    momentsOf(one, one.updated_at, calendar).map(moment => ({
      case_id: one.id,
      step: one.last_seq,
      department_id: one.department_id,
      ...moment,
    }))
  let after = beforeAll
  let count = 0
  while (!parts.signal?.aborted) {
    const cases = await inTransaction(parts.database, async tx => {
      const held = await holdUnplanned(tx, { after, limit: atOnce })
      await insertPlanned(tx, held.flatMap(planned))
      return held
    })
    count += cases.length
    if (cases.length < atOnce) break
    after = cases.at(-1)!.id
    await nextTurn()
  }
  return count
}
