import { useMutation, useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { type CategoryChange, type CategoryEnd, category, type NewCategory } from '#city/category.contract.ts'
import { entryUse, formerEntry } from '#city/entry.contract.ts'
import {
  type NewRegion,
  type RegionChange,
  type RegionEnd,
  regionWithBoundary,
} from '#city/region.contract.ts'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'

/** Where a region or a category is read and edited. */
export type EntryPath = `regions/${string}` | `categories/${string}`

const refresh = () => queryClient.invalidateQueries({ queryKey: ['city'] })

/** Adds a region. */
export function useAddRegion() {
  return useMutation({
    mutationFn: (body: NewRegion) =>
      call(regionWithBoundary, { method: 'POST', path: '/api/city/regions', body }),
    onSuccess: refresh,
  })
}

/** Adds a category. */
export function useAddCategory() {
  return useMutation({
    mutationFn: (body: NewCategory) => call(category, { method: 'POST', path: '/api/city/categories', body }),
    onSuccess: refresh,
  })
}

/** One region with its boundary. */
export function useRegion(id: string) {
  return useQuery({
    queryKey: ['city', 'region', id],
    queryFn: ({ signal }) => call(regionWithBoundary, { path: `/api/city/regions/${id}`, signal }),
  })
}

/** Changes a region; what was seen must still be the present version. */
export function useEditRegion(id: string) {
  return useMutation({
    mutationFn: (body: RegionChange) =>
      call(regionWithBoundary, { method: 'PATCH', path: `/api/city/regions/${id}`, body }),
    onSettled: refresh,
  })
}

/** Renames a category; what was seen must still be the present version. */
export function useEditCategory(id: string) {
  return useMutation({
    mutationFn: (body: CategoryChange) =>
      call(category, { method: 'PATCH', path: `/api/city/categories/${id}`, body }),
    onSettled: refresh,
  })
}

/** Ends a region or a category from a day on, or takes the end back. */
export function useEndEntry(path: EntryPath) {
  return useMutation({
    mutationFn: (body: RegionEnd | CategoryEnd) =>
      call(z.object({ version: z.int() }), { method: 'POST', path: `/api/city/${path}/end`, body }),
    onSuccess: refresh,
  })
}

/** What depends on a region or a category. */
export function useEntryUse(path: EntryPath) {
  return useQuery({
    queryKey: ['city', 'use', path],
    queryFn: ({ signal }) => call(entryUse, { path: `/api/city/${path}/use`, signal }),
    staleTime: 0,
  })
}

/** What a region or a category said before its edits. */
export function useFormer(path: EntryPath) {
  return useQuery({
    queryKey: ['city', 'former', path],
    queryFn: ({ signal }) =>
      call(z.object({ items: z.array(formerEntry) }), { path: `/api/city/${path}/versions`, signal }),
  })
}
