import { useQuery } from '@tanstack/react-query'
import { guide } from '#cases/guide.contract.ts'
import { call } from '#console/kit/client.ts'

/** How far one has come; asked for again while the page is open, as the steps are taken under other accounts. */
export function useGuide() {
  return useQuery({
    queryKey: ['cases', 'guide'],
    queryFn: ({ signal }) => call(guide, { path: '/api/guide', signal }),
    refetchInterval: 5000,
  })
}
