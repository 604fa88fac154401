import { useMutation, useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'
import {
  rejectedRow,
  tried,
  type VocabularyChange,
  type vocabularyImport,
  vocabularyState,
  wordsPage,
} from '#kernel/vocabulary/vocabulary.contract.ts'

const made = z.object({ id: z.string() })
const rejected = z.object({ items: z.array(rejectedRow) })

const refresh = () => queryClient.invalidateQueries({ queryKey: ['vocabulary'] })

/** What is in force, the versions, and what was put in force when. */
export function useVocabulary() {
  return useQuery({
    queryKey: ['vocabulary', 'state'],
    queryFn: ({ signal }) => call(vocabularyState, { path: '/api/vocabulary', signal }),
  })
}

/** A page of the words of a version. */
export function useVocabularyWords(query: {
  version: string
  search?: string | undefined
  category?: string | undefined
  from: number
  limit: number
}) {
  return useQuery({
    queryKey: ['vocabulary', 'words', query],
    queryFn: ({ signal }) => call(wordsPage, { path: '/api/vocabulary/words', query, signal }),
    placeholderData: before => before,
  })
}

/** Rows of a file that did not become words. */
export function useRejected(versionId: string) {
  return useQuery({
    queryKey: ['vocabulary', 'rejected', versionId],
    queryFn: async ({ signal }) =>
      (await call(rejected, { path: `/api/vocabulary/versions/${versionId}/rejected`, signal })).items,
  })
}

/** Makes a version of a file. */
export function useImportWords() {
  return useMutation({
    mutationFn: ({ file, ...query }: { file: File } & z.input<typeof vocabularyImport>) => {
      const body = new FormData()
      body.append('file', file)
      return call(made, { method: 'POST', path: '/api/vocabulary/imports', query, body })
    },
    onSuccess: refresh,
  })
}

/** Makes a version out of another. */
export function useChangeWords() {
  return useMutation({
    mutationFn: (body: VocabularyChange) =>
      call(made, { method: 'POST', path: '/api/vocabulary/versions', body }),
    onSuccess: refresh,
  })
}

/** Puts a version in force. */
export function useActivate() {
  return useMutation({
    mutationFn: (body: { version: string; reason: string }) =>
      call(vocabularyState, { method: 'POST', path: '/api/vocabulary/activations', body }),
    onSettled: refresh,
  })
}

/** Finds the words of a version in a text. */
export function useTryWords() {
  return useMutation({
    mutationFn: (body: { version: string; text: string }) =>
      call(tried, { method: 'POST', path: '/api/vocabulary/try', body }),
  })
}
