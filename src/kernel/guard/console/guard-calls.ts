import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { call } from '#console/kit/client.ts'
import { guardItem, guardPage, guardStatistics } from '#kernel/guard/guard-page.contract.ts'

export type GuardItem = z.infer<typeof guardItem>
export type GuardStatistics = z.infer<typeof guardStatistics>

const one = z.object({ item: guardItem.nullable() })

/** Counts of the last days. */
export function useGuardStatistics(days: number) {
  return useQuery({
    queryKey: ['guard', 'statistics', days],
    queryFn: ({ signal }) =>
      call(guardStatistics, { path: '/api/guard/statistics', query: { days }, signal }),
  })
}

/** Decisions of which the guard had something to say, page by page. */
export function useGuardItems(filter: Record<string, string>) {
  const query = useInfiniteQuery({
    queryKey: ['guard', 'items', filter],
    queryFn: ({ signal, pageParam }) =>
      call(guardPage, { path: '/api/guard/items', query: { ...filter, before: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.next ?? undefined,
  })
  return { ...query, items: query.data?.pages.flatMap(page => page.items) }
}

/** What the guard found for one decision; null where it found nothing. */
export function useGuardItem(decisionId: string, enabled: boolean) {
  return useQuery({
    queryKey: ['guard', 'item', decisionId],
    queryFn: async ({ signal }) => (await call(one, { path: `/api/guard/items/${decisionId}`, signal })).item,
    enabled,
  })
}
