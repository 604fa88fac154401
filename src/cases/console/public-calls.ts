import { useMutation, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { acted } from '#cases/action.contract.ts'
import {
  type publicAnswer,
  type publicRating,
  publicStatus,
  type publicWithdrawal,
  type reportByCitizen,
  reported,
} from '#cases/case.contract.ts'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'

const at = (code: string) => `/api/public/reports/${encodeURIComponent(code)}`

/** Sends a citizen's report. */
export function usePublicReport() {
  return useMutation({
    mutationFn: (body: z.input<typeof reportByCitizen>) =>
      call(reported, { method: 'POST', path: '/api/public/reports', body }),
  })
}

/** Where a report stands. */
export function usePublicStatus(code: string | null) {
  return useQuery({
    queryKey: ['public', code],
    queryFn: ({ signal }) => call(publicStatus, { path: at(code ?? ''), signal }),
    enabled: code !== null,
  })
}

const readAgain = (code: string) => void queryClient.invalidateQueries({ queryKey: ['public', code] })

/** Answers the department's question. */
export function usePublicAnswer(code: string) {
  return useMutation({
    mutationFn: (body: z.input<typeof publicAnswer>) =>
      call(acted, { method: 'POST', path: `${at(code)}/answer`, body }),
    onSuccess: () => readAgain(code),
  })
}

/** Gives the matter up. */
export function usePublicWithdrawal(code: string) {
  return useMutation({
    mutationFn: (body: z.input<typeof publicWithdrawal>) =>
      call(acted, { method: 'POST', path: `${at(code)}/withdrawal`, body }),
    onSuccess: () => readAgain(code),
  })
}

/** Rates how a report was handled. */
export function usePublicRating(code: string) {
  return useMutation({
    mutationFn: (body: z.input<typeof publicRating>) =>
      call(acted, { method: 'POST', path: `${at(code)}/rating`, body }),
    // Not awaited: the form leaves the page by it and could not forget its draft any more.
    onSuccess: () => readAgain(code),
  })
}
