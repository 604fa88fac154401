import { useMutation, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'
import {
  modelOverview,
  type modelTask,
  modelVersion,
  modelVersionDetail,
  trainingProgress,
} from '#models/model.contract.ts'
import { isOpenTraining } from './figures.rules.ts'

export type ModelTask = z.infer<typeof modelTask>

const refresh = () => queryClient.invalidateQueries({ queryKey: ['models'] })

/** Everything that can be trained, its versions and newest trainings; asked again while one of them runs. */
export function useModels() {
  return useQuery({
    queryKey: ['models', 'overview'],
    queryFn: ({ signal }) => call(modelOverview, { path: '/api/models', signal }),
    refetchInterval: query =>
      query.state.data?.tasks.some(one => one.trainings.some(isOpenTraining)) ? 1000 : false,
  })
}

/** One version with all its figures; figures of a version never change, its state may. */
export function useVersion(versionId: string | null) {
  return useQuery({
    queryKey: ['models', 'version', versionId],
    queryFn: ({ signal }) => call(modelVersionDetail, { path: `/api/models/versions/${versionId}`, signal }),
    enabled: versionId !== null,
  })
}

/** Begins a training from the city's own settled cases. */
export function useTrain() {
  return useMutation({
    mutationFn: (task: string) =>
      call(trainingProgress, { method: 'POST', path: `/api/models/${task}/train` }),
    onSettled: refresh,
  })
}

/** Cancels a training that waits or runs. */
export function useCancelTraining() {
  return useMutation({
    mutationFn: (taskId: string) =>
      call(trainingProgress, { method: 'POST', path: `/api/models/trainings/${taskId}/cancel` }),
    onSettled: refresh,
  })
}

/** Puts a version in use, or takes it out of use, with a note that is kept with it. */
export function useDecide() {
  return useMutation({
    mutationFn: (one: { versionId: string; decision: 'approve' | 'retire'; note: string }) =>
      call(modelVersion, {
        method: 'POST',
        path: `/api/models/versions/${one.versionId}/${one.decision}`,
        body: one.note.trim() === '' ? {} : { note: one.note },
      }),
    onSuccess: refresh,
  })
}
