import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { board, personLoads, savedViews, type ViewPage } from '#cases/board.contract.ts'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'

/** Deadlines and load by department, each alone or with those below it; asked for again every half minute. */
export function useBoard(below: boolean) {
  return useQuery({
    queryKey: ['cases', 'board', below],
    queryFn: ({ signal }) =>
      call(board, { path: '/api/board', query: { below: below ? 'true' : 'false' }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  })
}

/** Who of a department works on how much. */
export function usePeopleLoad(departmentId: string, below: boolean) {
  const query = { departmentId, below: below ? 'true' : 'false' }
  return useQuery({
    queryKey: ['cases', 'board', query],
    queryFn: ({ signal }) => call(personLoads, { path: '/api/board/people', query, signal }),
  })
}

const viewsKey = ['views']

/** The filters one named. */
export function useViews() {
  return useQuery({
    queryKey: viewsKey,
    queryFn: ({ signal }) => call(savedViews, { path: '/api/views', signal }),
  })
}

/** Names a filter. */
export function useSaveView() {
  return useMutation({
    mutationFn: (body: { name: string; filter: Record<string, string>; page: ViewPage }) =>
      call(savedViews, { method: 'POST', path: '/api/views', body }),
    onSuccess: data => queryClient.setQueryData(viewsKey, data),
  })
}

/** Forgets a named filter. */
export function useForgetView() {
  return useMutation({
    mutationFn: (viewId: string) => call(savedViews, { method: 'DELETE', path: `/api/views/${viewId}` }),
    onSuccess: data => queryClient.setQueryData(viewsKey, data),
  })
}
