import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { type InboxShow, inboxPage, unreadCount } from '#cases/inbox/inbox.contract.ts'
import { type ChooseMail, mailChoice } from '#cases/inbox/mail-choice.contract.ts'
import { call } from '#console/kit/client.ts'
import { useWords } from '#console/kit/language.ts'
import { queryClient } from '#console/kit/query.ts'

const key = ['inbox']
const refresh = () => queryClient.invalidateQueries({ queryKey: key })

/** How many messages one has not read; asked again every half minute, as they come by themselves. */
export function useUnread() {
  return useQuery({
    queryKey: [...key, 'unread'],
    queryFn: ({ signal }) => call(unreadCount, { path: '/api/inbox/unread', signal }),
    refetchInterval: 30_000,
  })
}

/** How one is told by mail of new messages. */
export function useMailChoice(enabled: boolean) {
  return useQuery({
    queryKey: [...key, 'mail'],
    queryFn: ({ signal }) => call(mailChoice, { path: '/api/inbox/mail', signal }),
    enabled,
  })
}

/** Chooses it. */
export function useChooseMail() {
  return useMutation({
    mutationFn: (body: ChooseMail) => call(mailChoice, { method: 'PUT', path: '/api/inbox/mail', body }),
    onSuccess: refresh,
  })
}

/** One's messages, page by page; in another language they are other texts. */
export function useInbox(show: InboxShow) {
  const { language } = useWords()
  return useInfiniteQuery({
    queryKey: [...key, 'list', show, language],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      call(inboxPage, { path: '/api/inbox', query: { show, after: pageParam }, signal }),
    getNextPageParam: page => page.next ?? undefined,
    refetchInterval: 30_000,
  })
}

/** Marks messages as read. */
export function useMarkRead() {
  return useMutation({
    mutationFn: (messageIds: string[]) =>
      call(unreadCount, { method: 'POST', path: '/api/inbox/read', body: { messageIds } }),
    onSettled: refresh,
  })
}

/** Marks all messages as read up to the newest that was shown. */
export function useMarkAll() {
  return useMutation({
    mutationFn: (through: string) =>
      call(unreadCount, { method: 'POST', path: '/api/inbox/read-all', body: { through } }),
    onSettled: refresh,
  })
}
