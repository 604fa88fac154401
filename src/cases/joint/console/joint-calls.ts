import { useMutation, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { acted } from '#cases/action.contract.ts'
import { caseJoint, taskList } from '#cases/joint/joint.contract.ts'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'

/** Who works on a case together, and the cases it belongs with. */
export function useJoint(caseId: string | null) {
  return useQuery({
    queryKey: ['cases', 'joint', caseId],
    queryFn: ({ signal }) => call(caseJoint, { path: `/api/cases/${caseId}/joint`, signal }),
    enabled: caseId !== null,
  })
}

/** Tasks of one's department as a co-host. */
export function useTasks(open: boolean) {
  return useQuery({
    queryKey: ['cases', 'tasks', open],
    queryFn: ({ signal }) => call(taskList, { path: '/api/tasks', query: { open: String(open) }, signal }),
    refetchInterval: 30_000,
  })
}

/** Sends an act on what belongs to a case; everything about cases is read again. */
export function usePost() {
  return useMutation({
    mutationFn: (one: { path: string; body?: object; answer?: z.ZodType }) =>
      call(one.answer ?? acted, { method: 'POST', path: one.path, ...(one.body ? { body: one.body } : {}) }),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['cases'] }),
  })
}
