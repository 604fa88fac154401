import { useMutation, useQuery } from '@tanstack/react-query'
import {
  attributed,
  attributeList,
  attributePreview,
  type ServiceAttribute,
} from '#cases/open311/georeport.contract.ts'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'

const key = ['services']
const at = (categoryId: string, part: string) => `/api/services/${encodeURIComponent(categoryId)}/${part}`

interface List {
  attributes: readonly ServiceAttribute[]
  version?: number
}

/** Categories for which anything is asked. */
export function useAttributed() {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call(attributed, { path: '/api/services', signal }),
  })
}

/** What is asked for of one category. */
export function useAttributes(categoryId: string) {
  return useQuery({
    queryKey: [...key, categoryId],
    queryFn: ({ signal }) => call(attributeList, { path: at(categoryId, 'attributes'), signal }),
    // A form begins with what is there now, not with what was there when it was last open.
    gcTime: 0,
  })
}

/** Replaces it; whatever came of it, it is read anew, so that a conflict shows what is there now. */
export function useSaveAttributes(categoryId: string) {
  return useMutation({
    mutationFn: (body: List) =>
      call(attributeList, { method: 'PUT', path: at(categoryId, 'attributes'), body }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: key }),
  })
}

/** What clients would be told. */
export function usePreview(categoryId: string) {
  return useMutation({
    mutationFn: (body: List) =>
      call(attributePreview, { method: 'POST', path: at(categoryId, 'preview'), body }),
  })
}
