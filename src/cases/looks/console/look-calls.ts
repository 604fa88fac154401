import { useMutation, useQuery } from '@tanstack/react-query'
import { type LookPurpose, lookGranted, looksPage } from '#cases/looks/look.contract.ts'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'

/** Asks to see the contact of a case; the page then shows it. */
export function useLook(caseId: string) {
  return useMutation({
    mutationFn: (body: { purpose: LookPurpose; words?: string }) =>
      call(lookGranted, { method: 'POST', path: `/api/cases/${caseId}/look`, body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['cases', 'one', caseId] }),
  })
}

/** Looks of a day, for the auditor. */
export function useLooks(filter: Record<string, string>) {
  return useQuery({
    queryKey: ['looks', filter],
    queryFn: ({ signal }) => call(looksPage, { path: '/api/looks', query: filter, signal }),
  })
}
