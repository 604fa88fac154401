import { useQuery } from '@tanstack/react-query'
import {
  caseSupervision,
  supervisionList,
  type supervisionShows,
} from '#cases/supervision/supervision.contract.ts'
import { call } from '#console/kit/client.ts'

/** Whether a leader follows a case. */
export function useSupervision(caseId: string) {
  return useQuery({
    queryKey: ['cases', 'supervision', caseId],
    queryFn: ({ signal }) => call(caseSupervision, { path: `/api/cases/${caseId}/supervision`, signal }),
  })
}

/** Supervised cases. */
export function useSupervisions(show: (typeof supervisionShows)[number]) {
  return useQuery({
    queryKey: ['cases', 'supervisions', show],
    queryFn: ({ signal }) => call(supervisionList, { path: '/api/supervisions', query: { show }, signal }),
    refetchInterval: 30_000,
  })
}
