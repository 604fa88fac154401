import type { Handle } from '#base/index.ts'
import { cityError } from './city.errors.ts'
import type { Duty } from './duty.contract.ts'
import { selectDutiesAt, selectVersions } from './duty.store.ts'

/** The duties in force on a local date, past or to come; those of today are in the snapshot. */
export async function listDuties(handle: Handle, date: string): Promise<Duty[]> {
  return await selectDutiesAt(handle, date)
}

/** All versions of a duty, newest first. @throws city.unknown-duty */
export async function listDutyVersions(handle: Handle, id: string): Promise<Duty[]> {
  const versions = await selectVersions(handle, id)
  if (versions.length === 0) throw cityError('city.unknown-duty', { id })
  return versions
}
