import type { Transaction } from '#base/index.ts'
import { cityError } from './city.errors.ts'
import type { Duty, DutyEnd } from './duty.contract.ts'
import { closeDuty } from './duty.store.ts'
import { openDuty } from './edit-duty.ts'
import { recordChange } from './record-change.ts'

/**
 * Ends a duty: from `validTo` on it is no longer in force.
 * @throws city.unknown-duty, city.changed-meanwhile, city.duty-ended, city.invalid-duty-date
 */
export async function endDuty(
  tx: Transaction,
  id: string,
  edit: { end: DutyEnd; by: string },
): Promise<Duty> {
  const { version, validTo } = edit.end
  const before = await openDuty(tx, id, version)
  if (validTo < before.validFrom) throw cityError('city.invalid-duty-date', { from: before.validFrom })
  await closeDuty(tx, { id, version, validTo })
  const after: Duty = { ...before, validTo }
  await recordChange(tx, {
    kind: 'city.duty-ended',
    subject: `duty:${id}`,
    by: edit.by,
    content: { ...after },
    facts: { version, validTo },
  })
  return after
}
