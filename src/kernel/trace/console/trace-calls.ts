import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from '#console/kit/client.ts'
import type { ContentPurpose } from '#kernel/kernel.contract.ts'
import { traceReport } from '../trace.contract.ts'

/** The logic trace report of one decision; with what people wrote once somebody says what for. */
export function useTrace(decisionId: string, purpose: ContentPurpose | undefined) {
  return useQuery({
    queryKey: ['decisions', 'trace', decisionId, purpose],
    queryFn: ({ signal }) =>
      call(traceReport, { path: `/api/decisions/${decisionId}/trace`, query: { purpose }, signal }),
    placeholderData: keepPreviousData,
    // Each asking with a purpose is a recorded look: not again because a window came to the front.
    staleTime: purpose ? Number.POSITIVE_INFINITY : 0,
  })
}
