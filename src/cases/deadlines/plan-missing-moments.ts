import { type Database, inTransaction } from '#base/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { insertPlanned, selectUnplanned, type Unplanned } from './due-moment.store.ts'
import { dueMoments } from './due-moments.rules.ts'

const atOnce = 500

/**
 * Plans the moments of cases that came with a deadline but without a step of this process: generated ones, and those of an
 * earlier release. Done when a process begins to work.
 * @returns how many cases were planned.
 */
export async function planMissingMoments(
  parts: Pick<CaseLoop, 'city'> & { database: Database },
): Promise<number> {
  const { calendar } = await parts.city.snapshot()
  const planned = ({ id, department_id, due_at, updated_at }: Unplanned) =>
    dueMoments({ from: updated_at, due: due_at }, calendar).map(moment => ({
      case_id: id,
      department_id,
      ...moment,
    }))
  let count = 0
  for (;;) {
    const cases = await selectUnplanned(parts.database, atOnce)
    await inTransaction(parts.database, tx => insertPlanned(tx, cases.flatMap(planned)))
    count += cases.length
    if (cases.length < atOnce) return count
  }
}
