import { useMutation, useQuery } from '@tanstack/react-query'
import {
  type BulkCase,
  type BulkDetail,
  type BulkWanted,
  bulkDetail,
  bulkList,
  bulkPreview,
  mostAtOnce,
} from '#cases/bulk/bulk.contract.ts'
import { type CaseSummary, casePage } from '#cases/case.contract.ts'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'

const root = ['bulk'] as const
const isAtWork = (act: { state: string; undo: string }) =>
  act.state === 'queued' || act.state === 'running' || act.undo === 'at-work'

/** What would become of each case. */
export function usePreview() {
  return useMutation({
    mutationFn: (body: BulkWanted & { cases: BulkCase[] }) =>
      call(bulkPreview, { method: 'POST', path: '/api/bulk-acts/preview', body }),
  })
}

function readAgain(act: BulkDetail): void {
  queryClient.setQueryData([...root, act.bulkId], act)
  void readOwnAgain()
}

/** The list of the own acts is read again. */
export function readOwnAgain(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: [...root, 'own'] })
}

/** Begins an act; sent again under the same key it is the same one. */
export function useStartBulk() {
  return useMutation({
    mutationFn: (body: BulkWanted & { cases: BulkCase[]; idempotencyKey: string }) =>
      call(bulkDetail, { method: 'POST', path: '/api/bulk-acts', body }),
    onSuccess: readAgain,
  })
}

/** Ends an act early, or takes it back. */
export function useMoveBulk(move: 'cancel' | 'undo') {
  return useMutation({
    mutationFn: (bulkId: string) =>
      call(bulkDetail, { method: 'POST', path: `/api/bulk-acts/${bulkId}/${move}`, body: {} }),
    onSuccess: readAgain,
  })
}

/** One act, asked for again while it is at work. */
export function useBulk(bulkId: string | null) {
  return useQuery({
    queryKey: [...root, bulkId],
    queryFn: ({ signal }) => call(bulkDetail, { path: `/api/bulk-acts/${bulkId}`, signal }),
    enabled: bulkId !== null,
    refetchInterval: query => (query.state.data && isAtWork(query.state.data) ? 700 : false),
  })
}

/** The own acts that are at work or can still be taken back. */
export function useOwnBulks(enabled: boolean) {
  const list = useQuery({
    queryKey: [...root, 'own'],
    queryFn: ({ signal }) => call(bulkList, { path: '/api/bulk-acts', signal }),
    enabled,
    refetchInterval: query =>
      query.state.data?.items.some(act => isAtWork(act) || act.undo === 'open') ? 5000 : false,
  })
  return list.data?.items.filter(act => isAtWork(act) || act.undo === 'open') ?? []
}

const pageSize = 200

/** All cases that fit a filter, newest first, up to as many as one act takes. */
export async function readMatching(filter: Record<string, string>): Promise<CaseSummary[]> {
  const found: CaseSummary[] = []
  let after: string | undefined
  do {
    const limit = Math.min(pageSize, mostAtOnce - found.length)
    const page = await call(casePage, { path: '/api/cases', query: { ...filter, limit, after } })
    found.push(...page.items)
    after = page.next ?? undefined
  } while (after !== undefined && found.length < mostAtOnce)
  return found
}
