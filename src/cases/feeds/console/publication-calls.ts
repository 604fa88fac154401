import { useMutation, useQuery } from '@tanstack/react-query'
import { feedMonths, type Publication, publicationView } from '#cases/feeds/publication.contract.ts'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'

const key = ['publication']

/** What everybody may read. */
export function usePublication() {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call(publicationView, { path: '/api/publication', signal }),
  })
}

/** How many cases of the newest months are shown and held back. */
export function useFeedMonths() {
  return useQuery({
    queryKey: [...key, 'months'],
    queryFn: ({ signal }) => call(feedMonths, { path: '/api/publication/months', signal }),
  })
}

/** Changes it; whatever came of it, it is read anew, so that a conflict shows what is there now. */
export function useChangePublication() {
  return useMutation({
    mutationFn: (body: Publication) =>
      call(publicationView, { method: 'PUT', path: '/api/publication', body }),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: key }),
  })
}
