import { useMutation, useQuery } from '@tanstack/react-query'
import { personalChanges, retentionFigures, saved } from '#cases/rights/rights.contract.ts'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'

/** Rules, figures, holds and requests. */
export function useRetention() {
  return useQuery({
    queryKey: ['cases', 'rights'],
    queryFn: ({ signal }) => call(retentionFigures, { path: '/api/rights/retention', signal }),
  })
}

/** Removes the rule of a category. */
export function useRemoveRule() {
  return useMutation({
    mutationFn: (categoryId: string) =>
      call(saved, { method: 'POST', path: '/api/rights/retention/remove', body: { categoryId } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['cases', 'rights'] }),
  })
}

/** What was held about a caller before it was corrected. */
export function usePersonalChanges(caseId: string) {
  return useQuery({
    queryKey: ['cases', 'personal-changes', caseId],
    queryFn: ({ signal }) => call(personalChanges, { path: `/api/cases/${caseId}/personal-changes`, signal }),
  })
}

/** Gives the person at the screen a file. */
export function saveJson(name: string, value: unknown): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(value, null, 2)], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
