import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { acted } from '#cases/action.contract.ts'
import { adviceAnswer } from '#cases/advice.contract.ts'
import {
  type CaseSummary,
  callerHistory,
  caseCounts,
  caseDetail,
  casePage,
  ownCases,
  type reportByStaff,
  reported,
} from '#cases/case.contract.ts'
import type { CaseAction } from '#cases/case-words.contract.ts'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'

export type CaseDetail = z.infer<typeof caseDetail>

/** Pages of a list, read as they are asked for. */
export function useCaseList(filter: Record<string, string>) {
  const query = useInfiniteQuery({
    queryKey: ['cases', 'list', filter],
    queryFn: ({ signal, pageParam }) =>
      call(casePage, { path: '/api/cases', query: { ...filter, after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  })
  const items: CaseSummary[] | undefined = query.data?.pages.flatMap(page => page.items)
  return { ...query, items, count: query.data?.pages[0]?.count }
}

/** How many cases stand in each state. */
export function useCaseCounts() {
  return useQuery({
    queryKey: ['cases', 'counts'],
    queryFn: ({ signal }) => call(caseCounts, { path: '/api/cases/counts', signal }),
    refetchInterval: 30_000,
  })
}

/** One case with its timeline. */
export function useCase(caseId: string | null) {
  return useQuery({
    queryKey: ['cases', 'one', caseId],
    queryFn: ({ signal }) => call(caseDetail, { path: `/api/cases/${caseId}`, signal }),
    enabled: caseId !== null,
  })
}

/** The advice of a case; asked for again while a job works on it. */
export function useCaseAdvice(caseId: string | null) {
  return useQuery({
    queryKey: ['cases', 'advice', caseId],
    queryFn: ({ signal }) => call(adviceAnswer, { path: `/api/cases/${caseId}/advice`, signal }),
    enabled: caseId !== null,
    refetchInterval: query => (query.state.data?.pending ? 1500 : false),
  })
}

/** Advice while typing: the newest question wins, the ones before it are dropped. */
export function useLiveAdvice(
  ask: { draftId: string; subject: string; detail: string; regionId: string | null } | null,
) {
  return useQuery({
    queryKey: ['live-advice', ask],
    queryFn: ({ signal }) =>
      call(adviceAnswer, { method: 'POST', path: '/api/cases/advice', body: ask, signal }),
    enabled: ask !== null,
    placeholderData: (before, query) =>
      (query?.queryKey[1] as typeof ask)?.draftId === ask?.draftId ? before : undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  })
}

/** What came from a number before. */
export function useCallerHistory(phone: string | null) {
  return useQuery({
    queryKey: ['cases', 'caller', phone],
    queryFn: ({ signal }) =>
      call(callerHistory, { path: '/api/cases/caller-history', query: { phone }, signal }),
    enabled: phone !== null,
  })
}

/** The citizen's own cases. */
export function useOwnCases() {
  return useQuery({
    queryKey: ['cases', 'own'],
    queryFn: ({ signal }) => call(ownCases, { path: '/api/me/cases', signal }),
  })
}

/** Everything about cases is read again: lists, counts and the page. */
export function refreshCases(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['cases'] })
}

// Not awaited: the row may leave its list by it, and with the row the form that still has to say that it was sent.
function readAgain(): void {
  void refreshCases()
}

/** Sends one action. */
export function act(caseId: string, action: CaseAction, body: object) {
  return call(acted, { method: 'POST', path: `/api/cases/${caseId}/actions/${action}`, body })
}

/** One action on a case. */
export function useAct() {
  return useMutation({
    mutationFn: (one: { caseId: string; action: CaseAction; body: object }) =>
      act(one.caseId, one.action, one.body),
    onSuccess: readAgain,
  })
}

/** A report by staff, with the action that follows at once, if any. Sending both again makes no second case. */
export function useReport() {
  return useMutation({
    mutationFn: async (one: {
      body: z.input<typeof reportByStaff>
      then: { action: CaseAction; body(version: number): object } | null
    }) => {
      const made = await call(reported, { method: 'POST', path: '/api/cases', body: one.body })
      if (one.then) await act(made.caseId, one.then.action, one.then.body(made.version))
      return made
    },
    onSuccess: readAgain,
  })
}
