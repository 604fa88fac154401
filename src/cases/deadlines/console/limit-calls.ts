import { useMutation, useQuery } from '@tanstack/react-query'
import { limitList, limitRule, type NewLimit } from '#cases/limits.contract.ts'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'

const key = ['cases', 'limits']
const refresh = () => queryClient.invalidateQueries({ queryKey: key })

/** All rules about how long cases may take. */
export function useLimits() {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call(limitList, { path: '/api/limits', signal }),
  })
}

/** Adds a rule. */
export function useAddLimit() {
  return useMutation({
    mutationFn: (body: NewLimit) => call(limitRule, { method: 'POST', path: '/api/limits', body }),
    onSuccess: refresh,
  })
}

/** Ends a rule on a day. */
export function useEndLimit() {
  return useMutation({
    mutationFn: ({ id, validTo }: { id: string; validTo: string }) =>
      call(limitRule, { method: 'POST', path: `/api/limits/${id}/end`, body: { validTo } }),
    onSuccess: refresh,
  })
}
