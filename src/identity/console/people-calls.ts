import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'
import {
  firstPassword,
  type NewPerson,
  type PersonChange,
  person,
  personPage,
} from '#identity/person.contract.ts'
import { madeToken, type NewToken, tokenList } from '#identity/token.contract.ts'

const at = (personId: string, part = '') => `/api/people/${personId}${part}`
const refresh = () => queryClient.invalidateQueries({ queryKey: ['people'] })
const done = z.object({ done: z.literal(true) })
const revoked = z.object({ revoked: z.literal(true) })

/** People in order of account, read as they are asked for. */
export function usePeople(filter: Record<string, string | undefined>) {
  const query = useInfiniteQuery({
    queryKey: ['people', 'list', filter],
    queryFn: ({ signal, pageParam }) =>
      call(personPage, { path: '/api/people', query: { ...filter, after: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.next ?? undefined,
  })
  return { ...query, people: query.data?.pages.flatMap(page => page.people) }
}

/** One person as they are now. */
export function usePerson(personId: string | undefined) {
  return useQuery({
    queryKey: ['people', 'one', personId],
    queryFn: ({ signal }) => call(person, { path: at(personId ?? ''), signal }),
    enabled: personId !== undefined,
  })
}

/** Makes a person; the answer holds the first password, shown only once. */
export function useCreatePerson() {
  return useMutation({
    mutationFn: (body: NewPerson) => call(firstPassword, { method: 'POST', path: '/api/people', body }),
    onSuccess: refresh,
  })
}

/** Changes a person. */
export function useChangePerson() {
  return useMutation({
    mutationFn: (one: { personId: string; change: PersonChange }) =>
      call(person, { method: 'PATCH', path: at(one.personId), body: one.change }),
    onSuccess: refresh,
  })
}

/** A new first password, shown only once. */
export function useResetPassword() {
  return useMutation({
    mutationFn: (personId: string) =>
      call(firstPassword, { method: 'POST', path: at(personId, '/password') }),
    onSuccess: refresh,
  })
}

/** Forgets the second factor of somebody who lost the phone. */
export function useForgetSecondFactor() {
  return useMutation({
    mutationFn: (personId: string) => call(done, { method: 'DELETE', path: at(personId, '/second-factor') }),
    onSuccess: refresh,
  })
}

/** The tokens of a person, or the own ones. */
export function useTokens(personId: string | null) {
  return useQuery({
    queryKey: ['people', 'tokens', personId],
    queryFn: ({ signal }) =>
      call(tokenList, { path: personId ? at(personId, '/tokens') : '/api/tokens', signal }),
  })
}

/** Makes an own token; its secret is in the answer and nowhere else. */
export function useCreateToken() {
  return useMutation({
    mutationFn: (body: NewToken) => call(madeToken, { method: 'POST', path: '/api/tokens', body }),
    onSuccess: refresh,
  })
}

/** Ends a token at once. */
export function useRevokeToken() {
  return useMutation({
    mutationFn: (tokenId: string) => call(revoked, { method: 'DELETE', path: `/api/tokens/${tokenId}` }),
    onSuccess: refresh,
  })
}
