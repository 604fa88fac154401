import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { call } from '#console/kit/client.ts'
import { labelCheck, labelFacts, omissionPage } from '#kernel/label/label.contract.ts'

/** Under which code labels are written here. */
export function useLabelFacts() {
  return useQuery({
    queryKey: ['labels', 'facts'],
    queryFn: ({ signal }) => call(labelFacts, { path: '/api/labels/facts', signal }),
  })
}

/** Sends a file to be checked; it is not kept. */
export function useLabelCheck() {
  return useMutation({
    mutationFn: async ({ file, declared }: { file: File; declared: boolean }) => {
      const body = new FormData()
      body.append('file', file)
      const query = { declared: String(declared) }
      const check = await call(labelCheck, { method: 'POST', path: '/api/labels/check', query, body })
      return { name: file.name, check }
    },
  })
}

/** What went out without its visible label, newest first. */
export function useOmissions(enabled: boolean) {
  const query = useInfiniteQuery({
    queryKey: ['labels', 'omissions'],
    queryFn: ({ signal, pageParam }) =>
      call(omissionPage, { path: '/api/labels/omissions', query: { before: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.next ?? undefined,
    enabled,
  })
  return { ...query, items: query.data?.pages.flatMap(page => page.items) }
}
