import { useMutation, useQuery } from '@tanstack/react-query'
import { contactView, offeredChannels } from '#cases/inbox/outside.contract.ts'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'

const at = (code: string) => `/api/public/reports/${encodeURIComponent(code)}/notices`

/** How one can be told of each step of a report. */
export function useOffered() {
  return useQuery({
    queryKey: ['inbox', 'channels'],
    queryFn: ({ signal }) => call(offeredChannels, { path: '/api/public/channels', signal }),
    staleTime: 300_000,
  })
}

/** How the citizen of a report is told. */
export function useContact(code: string) {
  return useQuery({
    queryKey: ['public', code, 'notices'],
    queryFn: ({ signal }) => call(contactView, { path: at(code), signal }),
  })
}

/** Ends it by the follow-up code. */
export function useEndContact(code: string) {
  return useMutation({
    mutationFn: () => call(contactView, { method: 'POST', path: `${at(code)}/end` }),
    onSuccess: view => queryClient.setQueryData(['public', code, 'notices'], view),
  })
}

/** Ends it by the code of a message. */
export function useOptOut() {
  return useMutation({
    mutationFn: (code: string) =>
      call(contactView, { method: 'POST', path: '/api/public/opt-out', body: { code } }),
  })
}
