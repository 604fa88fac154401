import { useMutation, useQuery } from '@tanstack/react-query'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'
import { attemptResult, begunAttempt, trainingState } from '../course.contract.ts'
import {
  type NewUse,
  type NewUseCase,
  type UseCaseDecision,
  useCaseList,
  useCaseMade,
  useCaseState,
  useList,
  useMade,
} from '../use-case.contract.ts'

const root = ['kernel', 'use-cases'] as const
const path = '/api/use-cases'
const again = () => queryClient.invalidateQueries({ queryKey: root })

/** Every use case, with what the reader may do about each. */
export function useUseCases() {
  return useQuery({
    queryKey: [...root, 'list'],
    queryFn: ({ signal }) => call(useCaseList, { path, signal }),
  })
}

/** What was recorded under one. */
export function useUses(useCaseId: string) {
  return useQuery({
    queryKey: [...root, 'uses', useCaseId],
    queryFn: ({ signal }) => call(useList, { path: `${path}/${useCaseId}/uses`, signal }),
  })
}

/** Asks for one. */
export function useRequest() {
  return useMutation({
    mutationFn: (body: NewUseCase) => call(useCaseMade, { method: 'POST', path, body }),
    onSuccess: again,
  })
}

/** Approves or refuses. */
export function useDecision(useCaseId: string) {
  return useMutation({
    mutationFn: (body: UseCaseDecision) =>
      call(useCaseState, { method: 'POST', path: `${path}/${useCaseId}/decision`, body }),
    onSuccess: again,
  })
}

/** Takes one back. */
export function useWithdrawal(useCaseId: string) {
  return useMutation({
    mutationFn: () =>
      call(useCaseState, { method: 'POST', path: `${path}/${useCaseId}/withdrawal`, body: {} }),
    onSuccess: again,
  })
}

/** Records a use. */
export function useRecording(useCaseId: string) {
  return useMutation({
    mutationFn: (body: NewUse) => call(useMade, { method: 'POST', path: `${path}/${useCaseId}/uses`, body }),
    onSuccess: again,
  })
}

/** How the reader stands with the course. */
export function useTraining() {
  return useQuery({
    queryKey: [...root, 'training'],
    queryFn: ({ signal }) => call(trainingState, { path: '/api/training', signal }),
  })
}

/** Begins an attempt at the test. */
export function useAttempt() {
  return useMutation({
    mutationFn: () => call(begunAttempt, { method: 'POST', path: '/api/training/attempts', body: {} }),
  })
}

/** Hands it in. */
export function useHandIn() {
  return useMutation({
    mutationFn: ({ attemptId, chosen }: { attemptId: string; chosen: number[] }) =>
      call(attemptResult, { method: 'POST', path: `/api/training/attempts/${attemptId}`, body: { chosen } }),
    onSuccess: again,
  })
}
