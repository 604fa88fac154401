import type { Transaction } from '#base/index.ts'
import { checkDuty } from './check-duty.ts'
import { cityError } from './city.errors.ts'
import type { Duty, NewDuty } from './duty.contract.ts'
import { insertDuties, lockNewestDuty } from './duty.store.ts'
import { recordChange } from './record-change.ts'
import { raiseVersion } from './setting.store.ts'

/** Adds a duty in force from a date. @throws city.identifier-taken, city.unknown-category, city.unknown-department */
export async function addDuty(tx: Transaction, add: { duty: NewDuty; by: string }): Promise<Duty> {
  await raiseVersion(tx)
  const hostByRegion = add.duty.hostDepartmentId === null
  const duty: Duty = { ...add.duty, hostByRegion, version: 1, validTo: null }
  if (await lockNewestDuty(tx, duty.id)) throw cityError('city.identifier-taken', { id: duty.id })
  await checkDuty(tx, duty)
  await insertDuties(tx, [duty])
  await recordChange(tx, {
    kind: 'city.duty-added',
    subject: `duty:${duty.id}`,
    by: add.by,
    content: { ...duty },
    facts: { version: 1, validFrom: duty.validFrom },
  })
  return duty
}
