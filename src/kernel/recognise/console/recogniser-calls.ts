import { useMutation, useQuery } from '@tanstack/react-query'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'
import {
  type OwnRecogniser,
  recogniserList,
  recogniserView,
  trialResult,
} from '#kernel/recognise/own/own-recogniser.contract.ts'

/** The recognisers of the product and the city's own. */
export function useRecognisers() {
  return useQuery({
    queryKey: ['recognisers'],
    queryFn: ({ signal }) => call(recogniserList, { path: '/api/recognisers', signal }),
  })
}

/** Saves a recogniser as a new version; the server tries it on its examples first. */
export function useSaveRecogniser() {
  return useMutation({
    mutationFn: ({ key, ...body }: OwnRecogniser & { key: string; version: number }) =>
      call(recogniserView, { method: 'PUT', path: `/api/recognisers/${encodeURIComponent(key)}`, body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['recognisers'] }),
  })
}

/** What is found in a text. Nothing of it is kept. */
export function useTrial() {
  return useMutation({
    mutationFn: (body: { text: string; draft?: OwnRecogniser }) =>
      call(trialResult, { method: 'POST', path: '/api/recognisers/trial', body }),
  })
}
