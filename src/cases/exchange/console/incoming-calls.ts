import { useMutation, useQuery } from '@tanstack/react-query'
import {
  type IncomingMapping,
  incomingEnded,
  incomingPosts,
  incomingTried,
  incomingWebhooks,
  madeIncoming,
  mappingSaved,
  type NewIncoming,
  postDecided,
} from '#cases/exchange/incoming.contract.ts'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'

const key = ['incoming-webhooks']
const root = '/api/incoming-webhooks'
const refresh = () => queryClient.invalidateQueries({ queryKey: key })

/** Doors for other systems' JSON. */
export function useIncoming() {
  return useQuery({
    queryKey: [...key, 'list'],
    queryFn: ({ signal }) => call(incomingWebhooks, { path: root, signal }),
    refetchInterval: 15_000,
  })
}

/** The last posts of a door. */
export function usePosts(webhookId: string) {
  return useQuery({
    queryKey: [...key, 'posts', webhookId],
    queryFn: ({ signal }) => call(incomingPosts, { path: `${root}/${webhookId}/posts`, signal }),
    refetchInterval: 15_000,
  })
}

/** Opens a door; its secret is in the answer and nowhere else. */
export function useCreateIncoming() {
  return useMutation({
    mutationFn: (body: NewIncoming) => call(madeIncoming, { method: 'POST', path: root, body }),
    onSuccess: refresh,
  })
}

/** Changes where the fields are. */
export function useChangeMapping(webhookId: string) {
  return useMutation({
    mutationFn: (body: { mapping: IncomingMapping; version: number }) =>
      call(mappingSaved, { method: 'POST', path: `${root}/${webhookId}/mapping`, body }),
    onSettled: refresh,
  })
}

/** What a sample would become. */
export function useTry() {
  return useMutation({
    mutationFn: (body: { mapping: IncomingMapping; sample: string }) =>
      call(incomingTried, { method: 'POST', path: `${root}/try`, body }),
  })
}

/** Closes a door. */
export function useEndIncoming() {
  return useMutation({
    mutationFn: (webhookId: string) =>
      call(incomingEnded, { method: 'DELETE', path: `${root}/${webhookId}` }),
    onSettled: refresh,
  })
}

/** Maps a post again, or discards it. */
export function useDecidePost() {
  return useMutation({
    mutationFn: ({ postId, to }: { postId: string; to: 'retry' | 'discard' }) =>
      call(postDecided, { method: 'POST', path: `/api/incoming-posts/${postId}/${to}` }),
    onSettled: refresh,
  })
}
