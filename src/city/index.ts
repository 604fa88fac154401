export { addCategory } from './add-category.ts'
export { addDepartment } from './add-department.ts'
export { addDuty } from './add-duty.ts'
export { addRegion } from './add-region.ts'
export {
  type BusinessCalendar,
  type BusinessDuration,
  type BusinessMoment,
  type CalendarDay,
  type CalendarPeriod,
  type CalendarYear,
  localDate,
} from './calendar.contract.ts'
export { addBusinessTime, businessMinutesBetween, dayOf, isWorkday } from './calendar.rules.ts'
export { type Category, category } from './category.contract.ts'
export { cityError } from './city.errors.ts'
export { cityRoutes } from './city.routes.ts'
export { type City, createCity } from './create-city.ts'
export { demoCity } from './demo/demo-city.ts'
export { type DemoDepartment, demoDepartments } from './demo/departments.ts'
export { type DemoDuty, demoDuties } from './demo/duties.ts'
export { type DemoPerson, demoPeople } from './demo/people.ts'
export { type DemoPlace, demoBusRoutes, demoPlaces, demoRiver } from './demo/places.ts'
export { type DemoRegion, demoRegions } from './demo/regions.ts'
export { type SeededRandom, seededRandom } from './demo/seeded-random.ts'
export {
  type Department,
  type DepartmentChange,
  department,
  districtGovernment,
  type NewDepartment,
} from './department.contract.ts'
export {
  type Duty,
  type DutyChange,
  duty,
  type NewDuty,
  type Urgency,
  urgencies,
} from './duty.contract.ts'
export { editCalendarDay } from './edit-calendar-day.ts'
export { editCategory } from './edit-category.ts'
export { editDepartment } from './edit-department.ts'
export { editDuty } from './edit-duty.ts'
export { editPeriods } from './edit-periods.ts'
export { editRegion } from './edit-region.ts'
export { endCategory } from './end-category.ts'
export { endDuty } from './end-duty.ts'
export { endRegion } from './end-region.ts'
export { cellAt } from './geometry.rules.ts'
export { findDepartment, resolveCoHosts, resolveHost } from './host.rules.ts'
export { listDuties, listDutyVersions } from './list-duties.ts'
export { calendarYearOf, readCalendar } from './read-calendar.ts'
export { listBoundaries, readRegion } from './read-region.ts'
export { readSnapshot } from './read-snapshot.ts'
export type { UsedOutside } from './read-use.ts'
export { refreshCalendar } from './refresh-calendar.ts'
export {
  type Boundary,
  identifier,
  type Point,
  point,
  type Region,
  type RegionLevel,
  region,
  regionLevels,
} from './region.contract.ts'
export { regionAt } from './region-at.ts'
export type { RouteParts } from './route-parts.ts'
export { type CitySeed, citySeed } from './seed.contract.ts'
export { seedCity } from './seed-city.ts'
export { buildSnapshot, type CityParts, type CitySnapshot } from './snapshot.rules.ts'
export { addDays, instantOf, wallTime, weekdayOf } from './time-zone.rules.ts'
