import { z } from 'zod'
import { inTransaction, level, type Route, routesFor } from '#base/index.ts'
import { calendarPeriod, calendarYear, editedDay, localDate } from './calendar.contract.ts'
import { editCalendarDay } from './edit-calendar-day.ts'
import { editPeriods } from './edit-periods.ts'
import { calendarYearOf, readCalendar } from './read-calendar.ts'
import type { RouteParts } from './route-parts.ts'

const edit = { action: 'calendar:edit' }

/** Routes of the business calendar. */
export function calendarRoutes<Caller>({ database, city, who }: RouteParts<Caller>): Route<Caller>[] {
  const route = routesFor<Caller>()
  return [
    route({
      method: 'GET',
      path: '/api/city/calendar/:year',
      access: { action: 'city:read' },
      summary: 'Working hours and the days of one year; provisional where holidays are not announced.',
      params: z.object({ year: level('L1', z.coerce.number().int().min(1990).max(2100)) }),
      response: calendarYear,
      handle: async ({ params }) => calendarYearOf((await city.snapshot()).calendar, params.year),
    }),
    route({
      method: 'PUT',
      path: '/api/city/calendar/days/:date',
      access: edit,
      summary: 'States whether offices work on a day, or gives the day back to the announced holidays.',
      params: z.object({ date: level('L1', localDate) }),
      body: editedDay,
      response: calendarYear,
      handle: async ({ params, body, caller }) =>
        await inTransaction(database, async tx => {
          await editCalendarDay(tx, params.date, { ...body, by: who(caller) })
          return calendarYearOf(await readCalendar(tx), Number(params.date.slice(0, 4)))
        }),
    }),
    route({
      method: 'PUT',
      path: '/api/city/calendar/periods',
      access: edit,
      summary: 'Replaces the working hours of the week.',
      body: z.object({ periods: z.array(calendarPeriod).min(1).max(70) }),
      response: z.object({ periods: z.array(calendarPeriod) }),
      handle: async ({ body, caller }) => {
        await inTransaction(database, tx => editPeriods(tx, { periods: body.periods, by: who(caller) }))
        return { periods: body.periods }
      },
    }),
  ]
}
