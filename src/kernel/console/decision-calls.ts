import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { call } from '#console/kit/client.ts'
import { type ContentPurpose, decisionRecord, decisionSummary } from '#kernel/kernel.contract.ts'

export type DecisionSummary = z.infer<typeof decisionSummary>
export type DecisionRecord = z.infer<typeof decisionRecord>

const pageSize = 50
const page = z.object({ items: z.array(decisionSummary) })
const algorithms = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      version: z.string(),
      title: z.object({ zh: z.string(), en: z.string() }),
      purpose: z.string(),
    }),
  ),
})

/** Decisions newest first, page by page. */
export function useDecisions(filter: Record<string, string>) {
  const query = useInfiniteQuery({
    queryKey: ['decisions', filter],
    queryFn: ({ signal, pageParam }) =>
      call(page, {
        path: '/api/decisions',
        query: { ...filter, before: pageParam, limit: pageSize },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => (last.items.length < pageSize ? undefined : last.items.at(-1)?.decisionId),
  })
  return { ...query, items: query.data?.pages.flatMap(one => one.items) }
}

/** One decision with its acts and ledger entries; with what people wrote once somebody says what for. */
export function useDecision(decisionId: string, purpose: ContentPurpose | undefined) {
  return useQuery({
    queryKey: ['decisions', 'one', decisionId, purpose],
    queryFn: ({ signal }) =>
      call(decisionRecord, { path: `/api/decisions/${decisionId}`, query: { purpose }, signal }),
    placeholderData: keepPreviousData,
    // Each asking with a purpose is a recorded look: not again because a window came to the front.
    staleTime: purpose ? Number.POSITIVE_INFINITY : 0,
  })
}

/** The algorithms that run here. */
export function useAlgorithms() {
  return useQuery({
    queryKey: ['algorithms'],
    queryFn: ({ signal }) => call(algorithms, { path: '/api/algorithms', signal }),
    staleTime: 300_000,
  }).data?.items
}
