import { useMutation, useQuery } from '@tanstack/react-query'
import { type GivenMapping, type ImportSummary, importDetail, importList } from '#cases/imports.contract.ts'
import { call, RequestProblem } from '#console/kit/client.ts'
import { toProblem, unreachable } from '#console/kit/problem.rules.ts'
import { queryClient } from '#console/kit/query.ts'
import { isAtWork } from './wizard.rules.ts'

const at = (importId: string, part = '') => `/api/imports/${importId}${part}`
const refresh = () => queryClient.invalidateQueries({ queryKey: ['imports'] })

/** Where the rejected rows can be fetched, in the language of the page. */
export const rejectedUrl = (importId: string, language: string) =>
  at(importId, `/rejected?language=${language.startsWith('en') ? 'en' : 'zh'}`)

/** The own imports, newest first. */
export function useImports() {
  return useQuery({
    queryKey: ['imports', 'list'],
    queryFn: ({ signal }) => call(importList, { path: '/api/imports', signal }),
    refetchInterval: query =>
      query.state.data?.items.some((one: ImportSummary) => isAtWork(one.state)) ? 2000 : false,
  })
}

/** One import; asked again every second while the server works on it. */
export function useImport(importId: string) {
  return useQuery({
    queryKey: ['imports', 'one', importId],
    queryFn: ({ signal }) => call(importDetail, { path: at(importId), signal }),
    refetchInterval: ({ state: { data } }) =>
      data && isAtWork(data.state) ? 1000 : data && data.unsearched > 0 ? 5000 : false,
  })
}

// fetch does not say how much of a body has gone out; XMLHttpRequest does.
function send(file: File, onProgress: (share: number) => void): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  const request = new XMLHttpRequest()
  const form = new FormData()
  form.append('file', file)
  request.open('POST', '/api/imports')
  request.setRequestHeader('accept', 'application/json')
  request.setRequestHeader('accept-language', document.documentElement.lang)
  request.upload.onprogress = event => event.lengthComputable && onProgress(event.loaded / event.total)
  request.onerror = () => reject(new RequestProblem(toProblem(0, { code: unreachable })))
  request.onload = () => {
    let body: unknown = null
    try {
      body = JSON.parse(request.responseText)
    } catch {
      // A proxy answered with a page of its own: the status says enough.
    }
    if (request.status >= 200 && request.status < 300) resolve(body)
    else reject(new RequestProblem(toProblem(request.status, body)))
  }
  request.send(form)
  return promise
}

/** Uploads a file; the answer says what it is and proposes a mapping. */
export function useUpload(onProgress: (share: number) => void) {
  return useMutation({
    mutationFn: async (file: File) => importDetail.parse(await send(file, onProgress)),
    onSuccess: async made => {
      queryClient.setQueryData(['imports', 'one', made.importId], made)
      await queryClient.invalidateQueries({ queryKey: ['imports', 'list'] })
    },
  })
}

/** Says what the columns and values mean, then checks every row without writing any. */
export function useDryRun(importId: string) {
  return useMutation({
    mutationFn: async (mapping: GivenMapping) => {
      await call(importDetail, { method: 'PUT', path: at(importId, '/mapping'), body: mapping })
      return await call(importDetail, { method: 'POST', path: at(importId, '/dry-run') })
    },
    onSettled: refresh,
  })
}

/** Starts the import, or ends what goes on; what was imported stays. */
export function useImportStep(importId: string, step: 'start' | 'cancel') {
  return useMutation({
    mutationFn: () => call(importDetail, { method: 'POST', path: at(importId, `/${step}`) }),
    onSettled: refresh,
  })
}
