import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import {
  type ContactChannel,
  type DeliveryState,
  deliveryOverview,
  deliveryPage,
  retried,
} from '#cases/inbox/outside.contract.ts'
import { call } from '#console/kit/client.ts'
import { useWords } from '#console/kit/language.ts'
import { queryClient } from '#console/kit/query.ts'

const key = ['deliveries']
const refresh = () => queryClient.invalidateQueries({ queryKey: key })

/** What is configured, what waits and what was given up. */
export function useOverview() {
  return useQuery({
    queryKey: [...key, 'overview'],
    queryFn: ({ signal }) => call(deliveryOverview, { path: '/api/deliveries/overview', signal }),
    refetchInterval: 15_000,
  })
}

/** Deliveries, newest first. */
export function useDeliveries(filter: {
  state?: DeliveryState | undefined
  channel?: ContactChannel | undefined
}) {
  const { language } = useWords()
  return useInfiniteQuery({
    queryKey: [...key, 'list', filter, language],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      call(deliveryPage, { path: '/api/deliveries', query: { ...filter, after: pageParam }, signal }),
    getNextPageParam: page => page.next ?? undefined,
    refetchInterval: 15_000,
  })
}

/** Tries one again now. */
export function useRetry() {
  return useMutation({
    mutationFn: (deliveryId: string) =>
      call(retried, { method: 'POST', path: `/api/deliveries/${deliveryId}/retry` }),
    onSettled: refresh,
  })
}

/** Tries all of a channel again that were given up. */
export function useRetryParked() {
  return useMutation({
    mutationFn: (channel: ContactChannel) =>
      call(retried, { method: 'POST', path: '/api/deliveries/retry-parked', body: { channel } }),
    onSettled: refresh,
  })
}
