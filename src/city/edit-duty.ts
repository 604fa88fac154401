import type { Transaction } from '#base/index.ts'
import { checkDuty } from './check-duty.ts'
import { cityError } from './city.errors.ts'
import type { Duty, DutyChange } from './duty.contract.ts'
import { closeDuty, insertDuties, lockNewestDuty } from './duty.store.ts'
import { recordChange } from './record-change.ts'
import { raiseVersion } from './setting.store.ts'

/** The newest version of a duty, to be changed. @throws city.unknown-duty, city.changed-meanwhile, city.duty-ended */
export async function openDuty(tx: Transaction, id: string, version: number): Promise<Duty> {
  // Taken first by every edit of the city: a second editor waits here, and then sees the first one's version.
  await raiseVersion(tx)
  const newest = await lockNewestDuty(tx, id)
  if (!newest) throw cityError('city.unknown-duty', { id })
  if (newest.version !== version) throw cityError('city.changed-meanwhile', { version: newest.version })
  if (newest.validTo !== null) throw cityError('city.duty-ended', { to: newest.validTo })
  return newest
}

/**
 * Makes a new version of a duty in force from a date and closes the present one on that date. A date on which the
 * present version came into force itself replaces it: that one then was in force on no day, but stays on record.
 * @returns the new version.
 * @throws city.unknown-duty, city.changed-meanwhile, city.duty-ended, city.invalid-duty-date, city.unknown-category, city.unknown-department
 */
export async function editDuty(
  tx: Transaction,
  id: string,
  edit: { change: DutyChange; by: string },
): Promise<Duty> {
  const { version, validFrom, ...change } = edit.change
  const before = await openDuty(tx, id, version)
  if (validFrom < before.validFrom) throw cityError('city.invalid-duty-date', { from: before.validFrom })
  const after: Duty = { ...before, ...change, version: version + 1, validFrom, validTo: null }
  after.hostByRegion = after.hostDepartmentId === null
  await checkDuty(tx, after)
  await closeDuty(tx, { id, version, validTo: validFrom })
  await insertDuties(tx, [after])
  await recordChange(tx, {
    kind: 'city.duty-edited',
    subject: `duty:${id}`,
    by: edit.by,
    content: { ...after },
    facts: { version: after.version, validFrom, fields: Object.keys(change).sort() },
  })
  return after
}
