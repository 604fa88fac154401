import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { problemOf } from './client.ts'

/** Key of the session: everything that depends on who is signed in starts over when it changes. */
export const sessionKey = ['session'] as const

// A session that ended elsewhere shows at the next request: the gate then asks for sign-in and comes back here.
function noticeSignOut(error: unknown, key: readonly unknown[] | undefined): void {
  if (problemOf(error).status === 401 && key?.[0] !== sessionKey[0])
    void queryClient.invalidateQueries({ queryKey: sessionKey })
}

/** One for the whole console. Only what may pass by itself is tried again: no answer, or a server that is not ready. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: (error, query) => noticeSignOut(error, query.queryKey) }),
  mutationCache: new MutationCache({ onError: error => noticeSignOut(error, undefined) }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => {
        const { status } = problemOf(error)
        return failures < 2 && (status === 0 || status === 502 || status === 503)
      },
    },
  },
})
