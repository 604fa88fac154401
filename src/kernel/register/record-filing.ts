import { inTransaction } from '#base/index.ts'
import { readCalendar, wallTime } from '#city/index.ts'
import type { Actor } from '#identity/index.ts'
import { kernelError } from '../kernel.errors.ts'
import { insertFiling } from './filing.store.ts'
import { recordRegister } from './record-register.ts'
import type { FilingAct } from './register.contract.ts'
import { algorithmOf, type RegisterParts } from './register-parts.ts'

/**
 * Records that the filing system was told. The day may lie back, not ahead.
 * @throws kernel.unknown-algorithm, kernel.filing-ahead
 */
export async function recordFiling(
  parts: Pick<RegisterParts, 'database' | 'algorithms'>,
  filing: { algorithm: string; act: FilingAct; on: string; number: string },
  by: Pick<Actor, 'id'>,
): Promise<void> {
  const { id } = algorithmOf(parts, filing.algorithm)
  await inTransaction(parts.database, async tx => {
    const { timeZone } = await readCalendar(tx)
    if (filing.on > wallTime(timeZone, Date.now()).date) throw kernelError('kernel.filing-ahead')
    await insertFiling(tx, { ...filing, by: by.id })
    const { act, on, number } = filing
    await recordRegister(tx, {
      algorithm: id,
      version: null,
      act: 'filing',
      by: by.id,
      facts: { act, on, number },
    })
  })
}
