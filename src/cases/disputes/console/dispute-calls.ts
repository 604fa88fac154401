import { useMutation, useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { duty } from '#city/duty.contract.ts'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'
import {
  contestedList,
  disputeDetail,
  disputeList,
  dutyProposalList,
  proposalDecided,
  returnMatrix,
} from '../dispute.contract.ts'

const root = ['cases', 'disputes'] as const

/** Objections that are open, or that have ended. */
export function useDisputes(state: 'open' | 'ended') {
  return useQuery({
    queryKey: [...root, 'list', state],
    queryFn: ({ signal }) => call(disputeList, { path: '/api/disputes', query: { state }, signal }),
    refetchInterval: 30_000,
  })
}

/** One objection with what a reviewer reads. */
export function useDispute(id: string) {
  return useQuery({
    queryKey: [...root, 'one', id],
    queryFn: ({ signal }) => call(disputeDetail, { path: `/api/disputes/${id}`, signal }),
  })
}

/** Cases that came back three times. */
export function useContested() {
  return useQuery({
    queryKey: [...root, 'contested'],
    queryFn: ({ signal }) => call(contestedList, { path: '/api/contested-cases', signal }),
    refetchInterval: 30_000,
  })
}

/** Returns by pair over a period. */
export function useReturns(period: { from: string | undefined; to: string | undefined }) {
  return useQuery({
    queryKey: [...root, 'returns', period],
    queryFn: ({ signal }) => call(returnMatrix, { path: '/api/returns', query: period, signal }),
  })
}

/** What rulings propose for the duty list. */
export function useProposals() {
  return useQuery({
    queryKey: [...root, 'proposals'],
    queryFn: ({ signal }) => call(dutyProposalList, { path: '/api/duty-proposals', signal }),
  })
}

const versions = z.object({ items: z.array(duty) })

/** The newest version of a duty, which a change has to name: it may come into force later than the one of today. */
export function useNewestVersion(dutyId: string | null): number | undefined {
  const found = useQuery({
    queryKey: ['city', 'newest-version', dutyId],
    enabled: dutyId !== null,
    queryFn: ({ signal }) => call(versions, { path: `/api/city/duties/${dutyId}/versions`, signal }),
  })
  return found.data?.items[0]?.version
}

/** The city is read again, too: its duty list may have changed. */
export function refreshDuties(): void {
  void queryClient.invalidateQueries({ queryKey: ['city'] })
}

/** Takes a proposal into the duty list, or declines it. */
export function useDecide() {
  return useMutation({
    mutationFn: ({ proposalId, accept }: { proposalId: string; accept: boolean }) =>
      call(proposalDecided, {
        method: 'POST',
        path: `/api/duty-proposals/${proposalId}/decision`,
        body: { accept },
      }),
    onSettled: () => {
      refreshDuties()
      return queryClient.invalidateQueries({ queryKey: root })
    },
  })
}
