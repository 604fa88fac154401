import { useMutation, useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { type CalendarPeriod, calendarPeriod, calendarYear, type EditedDay } from '#city/calendar.contract.ts'
import { type DepartmentChange, department, type NewDepartment } from '#city/department.contract.ts'
import { type DutyChange, type DutyEnd, duty, type NewDuty } from '#city/duty.contract.ts'
import { boundaryCollection, type RegionLevel } from '#city/region.contract.ts'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'

const refresh = () => queryClient.invalidateQueries({ queryKey: ['city'] })
const duties = z.object({ items: z.array(duty) })

/** Adds a department. */
export function useAddDepartment() {
  return useMutation({
    mutationFn: (body: NewDepartment) =>
      call(department, { method: 'POST', path: '/api/city/departments', body }),
    onSuccess: refresh,
  })
}

/** Adds a duty in force from a date. */
export function useAddDuty() {
  return useMutation({
    mutationFn: (body: NewDuty) => call(duty, { method: 'POST', path: '/api/city/duties', body }),
    onSuccess: refresh,
  })
}

/** Changes a department; what was seen must still be the present version. */
export function useEditDepartment(id: string) {
  return useMutation({
    mutationFn: (body: DepartmentChange) =>
      call(department, { method: 'PATCH', path: `/api/city/departments/${id}`, body }),
    // After a refusal too: somebody else's version is then the one to compare with.
    onSettled: refresh,
  })
}

/** The duty list as it was or will be in force on a day. */
export function useDutiesAt(at: string | undefined) {
  return useQuery({
    queryKey: ['city', 'duties-at', at],
    queryFn: ({ signal }) => call(duties, { path: '/api/city/duties', query: { at }, signal }),
    staleTime: 60_000,
  })
}

/** All versions of a duty, newest first. */
export function useDutyVersions(dutyId: string) {
  return useQuery({
    queryKey: ['city', 'duty', dutyId],
    queryFn: ({ signal }) => call(duties, { path: `/api/city/duties/${dutyId}/versions`, signal }),
  })
}

/** A new version of a duty, in force from a date. */
export function useEditDuty(dutyId: string) {
  return useMutation({
    mutationFn: (change: DutyChange) =>
      call(duty, { method: 'PATCH', path: `/api/city/duties/${dutyId}`, body: change }),
    onSuccess: refresh,
  })
}

/** Ends a duty on a date. */
export function useEndDuty(dutyId: string) {
  return useMutation({
    mutationFn: (end: DutyEnd) =>
      call(duty, { method: 'POST', path: `/api/city/duties/${dutyId}/end`, body: end }),
    onSuccess: refresh,
  })
}

/** Working hours and every day of a year. */
export function useCalendar(year: number) {
  return useQuery({
    queryKey: ['city', 'calendar', year],
    queryFn: ({ signal }) => call(calendarYear, { path: `/api/city/calendar/${year}`, signal }),
  })
}

/** States whether offices work on a day. */
export function useEditDay() {
  return useMutation({
    mutationFn: ({ date, ...body }: EditedDay & { date: string }) =>
      call(calendarYear, { method: 'PUT', path: `/api/city/calendar/days/${date}`, body }),
    onSuccess: year => {
      queryClient.setQueryData(['city', 'calendar', year.year], year)
    },
  })
}

/** Replaces the working hours of the week. */
export function useEditPeriods() {
  return useMutation({
    mutationFn: (periods: CalendarPeriod[]) =>
      call(z.object({ periods: z.array(calendarPeriod) }), {
        method: 'PUT',
        path: '/api/city/calendar/periods',
        body: { periods },
      }),
    onSuccess: refresh,
  })
}

/** The boundaries of one level. */
export function useBoundaries(level: RegionLevel) {
  return useQuery({
    queryKey: ['city', 'boundaries', level],
    queryFn: ({ signal }) =>
      call(boundaryCollection, { path: '/api/city/boundaries', query: { level }, signal }),
    staleTime: 300_000,
  })
}
