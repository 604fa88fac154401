import type { Handle } from '#base/index.ts'
import { selectCategories } from './category.store.ts'
import { selectDepartments } from './department.store.ts'
import { selectDutiesAt } from './duty.store.ts'
import { readCalendar } from './read-calendar.ts'
import { selectRegions } from './region.store.ts'
import { selectSetting } from './setting.store.ts'
import { buildSnapshot, type CitySnapshot } from './snapshot.rules.ts'
import { wallTime } from './time-zone.rules.ts'

/** Names a state of the city: its version, and the local day, with which duties come into force and end. */
export async function readVersion(handle: Handle, instant: number): Promise<string> {
  const { version, timeZone } = await selectSetting(handle)
  return `${version}.${wallTime(timeZone, instant).date}`
}

/** Reads the city from the database; inside a transaction it shows what that transaction changed. */
export async function readSnapshot(handle: Handle, instant = Date.now()): Promise<CitySnapshot> {
  const version = await readVersion(handle, instant)
  const date = version.slice(version.indexOf('.') + 1)
  return buildSnapshot({
    version,
    regions: await selectRegions(handle),
    departments: await selectDepartments(handle),
    categories: await selectCategories(handle),
    duties: await selectDutiesAt(handle, date),
    calendar: await readCalendar(handle),
  })
}
