import { useMutation, useQuery } from '@tanstack/react-query'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'
import { type DeskSettings, deskPeople, done, type NewAbsence } from '../assignment.contract.ts'

const root = ['cases', 'desk'] as const
const readAgain = () => queryClient.invalidateQueries({ queryKey: ['cases'] })

/** The people of a desk with their work. */
export function useDesk(departmentId: string | null) {
  return useQuery({
    queryKey: [...root, departmentId],
    queryFn: ({ signal }) => call(deskPeople, { path: `/api/desks/${departmentId}`, signal }),
    enabled: departmentId !== null,
  })
}

/** Sets limit and roster of a desk. */
export function useSetDesk(departmentId: string) {
  return useMutation({
    mutationFn: (body: DeskSettings) =>
      call(done, { method: 'PUT', path: `/api/desks/${departmentId}`, body }),
    onSuccess: readAgain,
  })
}

/** Enters a leave or a delegation. */
export function useEnterAbsence() {
  return useMutation({
    mutationFn: (body: NewAbsence) => call(done, { method: 'POST', path: '/api/absences', body }),
    onSuccess: readAgain,
  })
}

/** Ends one now. */
export function useEndAbsence() {
  return useMutation({
    mutationFn: (absenceId: string) => call(done, { method: 'POST', path: `/api/absences/${absenceId}/end` }),
    onSettled: readAgain,
  })
}
