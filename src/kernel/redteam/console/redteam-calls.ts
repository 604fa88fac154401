import { useMutation, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'
import {
  redteamOverview,
  redteamProgress,
  type redteamRun,
  redteamRunDetail,
} from '#kernel/redteam/redteam-page.contract.ts'

export type RedteamRun = z.infer<typeof redteamRun>
export type RedteamTask = z.infer<typeof redteamProgress>
export type RedteamTarget = z.infer<typeof redteamOverview>['targets'][number]

const key = ['redteam']
const refresh = () => queryClient.invalidateQueries({ queryKey: key })

/** True while a run waits or goes on. */
export const isOpenRun = (task: RedteamTask | null | undefined) =>
  task?.state === 'queued' || task?.state === 'running'

/** Runs, the newest task, and what can be attacked; asked again while a run goes on. */
export function useRedteam(target: string | undefined) {
  return useQuery({
    queryKey: [...key, 'runs', target ?? ''],
    queryFn: ({ signal }) => call(redteamOverview, { path: '/api/redteam', query: { target }, signal }),
    refetchInterval: query => (isOpenRun(query.state.data?.task) ? 1000 : false),
  })
}

/** One run with its report; it never changes. */
export function useRedteamRun(runId: string | undefined) {
  return useQuery({
    queryKey: [...key, 'run', runId],
    queryFn: ({ signal }) => call(redteamRunDetail, { path: `/api/redteam/runs/${runId}`, signal }),
    enabled: runId !== undefined,
  })
}

/** Begins a run. */
export function useStartRun() {
  return useMutation({
    mutationFn: (target: string) =>
      call(redteamProgress, { method: 'POST', path: '/api/redteam/runs', body: { target } }),
    onSettled: refresh,
  })
}

/** Cancels a run that waits or goes on. */
export function useCancelRun() {
  return useMutation({
    mutationFn: (taskId: string) =>
      call(redteamProgress, { method: 'POST', path: `/api/redteam/tasks/${taskId}/cancel` }),
    onSettled: refresh,
  })
}
