import { useMutation, useQuery } from '@tanstack/react-query'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'
import {
  type AppealDecision,
  appealDecided,
  appealList,
  type NewAppeal,
  ownAppeals,
} from '../appeal.contract.ts'

const root = ['cases', 'appeals'] as const
const own = (code: string) => ['public', code, 'appeals'] as const
const at = (code: string) => `/api/public/reports/${encodeURIComponent(code)}/appeals`

/** The objections made by the follow-up code, and whether one more may be made. */
export function useOwnAppeals(code: string) {
  return useQuery({
    queryKey: own(code),
    queryFn: ({ signal }) => call(ownAppeals, { path: at(code), signal }),
  })
}

/** Objects, or asks for a person. */
export function useMakeAppeal(code: string) {
  return useMutation({
    mutationFn: (body: NewAppeal) => call(ownAppeals, { method: 'POST', path: at(code), body }),
    onSuccess: made => queryClient.setQueryData(own(code), made),
  })
}

/** Objections that wait for an answer, or have one. */
export function useAppeals(state: 'open' | 'decided') {
  return useQuery({
    queryKey: [...root, state],
    queryFn: ({ signal }) => call(appealList, { path: '/api/appeals', query: { state }, signal }),
    refetchInterval: 30_000,
  })
}

/** Reads all of them again. */
export const refreshAppeals = () => queryClient.invalidateQueries({ queryKey: root })

/** Answers an objection. */
export function useDecideAppeal(appealId: string) {
  return useMutation({
    mutationFn: (body: AppealDecision) =>
      call(appealDecided, { method: 'POST', path: `/api/appeals/${appealId}/decision`, body }),
    onSuccess: refreshAppeals,
  })
}
