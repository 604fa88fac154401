import type { Handle } from '#base/index.ts'
import type { GuardInForce } from '../guard/guard-in-force.ts'
import type { RedteamReport } from '../redteam/redteam.contract.ts'
import { selectExceptions } from './alarm.store.ts'
import { plainForm } from './exception.rules.ts'
import { partsOf, wholeOf } from './excerpt.rules.ts'

type Row = Awaited<ReturnType<typeof selectExceptions>>[number]
type Eyes = Pick<GuardInForce, 'findingsIn' | 'attackIn'>

/** Whether the guard does about the sentence of a ruling what was ruled. */
function holds(row: Row, sample: string, guard: Eyes): boolean {
  const wanted = row.effect === 'find'
  if (row.about === 'attack') return guard.attackIn(partsOf(sample).words).flagged === wanted
  const text = wholeOf(sample)
  const words = plainForm(partsOf(sample).words)
  const found = guard
    .findingsIn(text)
    .some(one => one.type === row.about && plainForm(text.slice(one.start, one.end)).includes(words))
  return found === wanted
}

/** Asks the guard about the sentence of every upheld alarm: quiet, or found, as was ruled. */
export async function testExceptions(handle: Handle, guard: Eyes): Promise<RedteamReport['reported']> {
  const rows = (await selectExceptions(handle)).filter(row => row.sample !== null)
  return {
    total: rows.length,
    failed: rows
      .filter(row => !holds(row, row.sample!, guard))
      .map(row => ({ alarmId: row.alarm_id, about: row.about })),
  }
}
