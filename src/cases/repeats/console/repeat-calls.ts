import { useMutation, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { casePage } from '#cases/case.contract.ts'
import {
  mergedTogether,
  type RepeatDistance,
  repeatDistances,
  type repeatQuestion,
  repeatsFound,
} from '#cases/repeats.contract.ts'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'

type Question = z.input<typeof repeatQuestion>

/** Cases that may be about the same matter as what is being typed. */
export function useRepeats(question: Question | null) {
  return useQuery({
    queryKey: ['cases', 'repeats', question],
    queryFn: ({ signal }) =>
      call(repeatsFound, { method: 'POST', path: '/api/cases/repeats', body: question, signal }),
    enabled: question !== null,
    placeholderData: before => before,
  })
}

/** Cases that may be about the same matter as one that is there. */
export function useRepeatsOf(caseId: string | null) {
  return useQuery({
    queryKey: ['cases', 'repeats-of', caseId],
    queryFn: ({ signal }) => call(repeatsFound, { path: `/api/cases/${caseId}/repeats`, signal }),
    enabled: caseId !== null,
  })
}

/** The cases handled as one with this one. */
export function useTogether(caseId: string | null) {
  return useQuery({
    queryKey: ['cases', 'together', caseId],
    queryFn: ({ signal }) => call(mergedTogether, { path: `/api/cases/${caseId}/members`, signal }),
    enabled: caseId !== null,
  })
}

/** The case of a code that was typed. */
export function useCaseOfCode(code: string) {
  return useQuery({
    queryKey: ['cases', 'of-code', code],
    queryFn: ({ signal }) => call(casePage, { path: '/api/cases', query: { words: code, limit: 1 }, signal }),
    enabled: /^\d{8}/.test(code) && code.replace(/\W/g, '').length === 16,
  })
}

const distancesKey = ['repeat-distances']

/** How far and how long back the same matter is looked for. */
export function useDistances() {
  return useQuery({
    queryKey: distancesKey,
    queryFn: ({ signal }) => call(repeatDistances, { path: '/api/repeat-distances', signal }),
  })
}

/** Sets it for a category; whatever came of it, the list is read anew, so that a conflict shows what is there now. */
export function useSetDistance() {
  return useMutation({
    mutationFn: (body: RepeatDistance) =>
      call(repeatDistances, { method: 'PUT', path: '/api/repeat-distances', body }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: distancesKey }),
  })
}
