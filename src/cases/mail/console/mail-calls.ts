import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { call } from '#console/kit/client.ts'
import { useWords } from '#console/kit/language.ts'
import { queryClient } from '#console/kit/query.ts'
import { type MailState, mailDetail, mailEnded, mailOverview, mailPage } from '../mail.contract.ts'

const key = ['mails']

/** The mailbox, and what waits for people. */
export function useMailOverview() {
  return useQuery({
    queryKey: [...key, 'overview'],
    queryFn: ({ signal }) => call(mailOverview, { path: '/api/mails/overview', signal }),
    refetchInterval: 15_000,
  })
}

/** Mails, newest first. */
export function useMails(state: MailState | undefined) {
  return useInfiniteQuery({
    queryKey: [...key, 'list', state],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      call(mailPage, { path: '/api/mails', query: { state, after: pageParam }, signal }),
    getNextPageParam: page => page.next ?? undefined,
    refetchInterval: 15_000,
  })
}

/** One mail with what it says. */
export function useMail(mailId: string) {
  const { language } = useWords()
  return useQuery({
    queryKey: [...key, 'one', mailId, language],
    queryFn: ({ signal }) => call(mailDetail, { path: `/api/mails/${mailId}`, signal }),
  })
}

export type Decision = { to: 'case' | 'note' } | { to: 'discard'; reason: string }

/** Decides what becomes of a mail. */
export function useDecideMail(mailId: string) {
  return useMutation({
    mutationFn: (decision: Decision) =>
      call(mailEnded, {
        method: 'POST',
        path: `/api/mails/${mailId}/${decision.to}`,
        ...(decision.to === 'discard' ? { body: { reason: decision.reason } } : {}),
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: key }),
  })
}
