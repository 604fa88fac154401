import { useMutation, useQuery } from '@tanstack/react-query'
import {
  attachmentLimits,
  attachmentList,
  publicAttachments,
  type Rectangle,
} from '#cases/attachments.contract.ts'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'

/** Where the files of a case are. */
export const casePath = (caseId: string) => `/api/cases/${caseId}/attachments`
/** Where who has the follow-up code finds and adds files. */
export const publicPath = (code: string) => `/api/public/reports/${encodeURIComponent(code)}/attachments`

/** The content of a file. */
export const contentUrl = (caseId: string, attachmentId: string, role: 'original' | 'thumbnail') =>
  `${casePath(caseId)}/${attachmentId}/${role}`

const keyOf = (caseId: string) => ['cases', 'attachments', caseId]

/** The files of a case; asked for again while the scanner looks at one. */
export function useAttachments(caseId: string) {
  return useQuery({
    queryKey: keyOf(caseId),
    queryFn: ({ signal }) => call(attachmentList, { path: casePath(caseId), signal }),
    refetchInterval: query =>
      query.state.data?.items.some(one => one.scan === 'waiting' && !one.removedAt) ? 3000 : false,
  })
}

/** What the public learns of the files of a report. */
export function usePublicAttachments(code: string) {
  return useQuery({
    queryKey: ['public', code, 'attachments'],
    queryFn: ({ signal }) => call(publicAttachments, { path: publicPath(code), signal }),
  })
}

/** How large files may be. */
export function useLimits() {
  const found = useQuery({
    queryKey: ['attachment-limits'],
    queryFn: ({ signal }) => call(attachmentLimits, { path: '/api/public/attachment-limits', signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return found.data
}

/** The files of the case and its timeline are read again. */
export function refreshAttachments(): void {
  void queryClient.invalidateQueries({ queryKey: ['cases'] })
  void queryClient.invalidateQueries({ queryKey: ['public'] })
}

/** Something done to one file; the answer is the list as it is then. */
export type AttachmentAct =
  | { act: 'remove'; attachmentId: string }
  | { act: 'withdraw'; attachmentId: string }
  | { act: 'release'; attachmentId: string; hidden: Rectangle[] }

/** Takes a file away, releases a photo or takes the release back. */
export function useAttachmentAct(caseId: string) {
  return useMutation({
    mutationFn: (one: AttachmentAct) => {
      const path = `${casePath(caseId)}/${one.attachmentId}`
      if (one.act === 'remove') return call(attachmentList, { method: 'DELETE', path })
      if (one.act === 'withdraw') return call(attachmentList, { method: 'DELETE', path: `${path}/release` })
      const body = { hidden: one.hidden }
      return call(attachmentList, { method: 'POST', path: `${path}/release`, body })
    },
    onSuccess: list => {
      queryClient.setQueryData(keyOf(caseId), list)
      refreshAttachments()
    },
  })
}
