import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'
import { fieldPage, type LevelSettings, levelState } from '#kernel/levels/level-settings.contract.ts'

/** The levels as they hold, with their versions. */
export function useLevels() {
  return useQuery({
    queryKey: ['levels', 'state'],
    queryFn: ({ signal }) => call(levelState, { path: '/api/levels', signal }),
  })
}

/** A page of the level map. */
export function useFields(filter: Record<string, string | undefined>) {
  const given = Object.entries(filter).filter((one): one is [string, string] => Boolean(one[1]))
  const query = new URLSearchParams(given).toString()
  return useQuery({
    queryKey: ['levels', 'fields', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(fieldPage, { path: `/api/levels/fields?${query}`, signal }),
  })
}

const refresh = () => queryClient.invalidateQueries({ queryKey: ['levels'] })

/** Changes the levels: at once, or as a proposal where something protects less. */
export function useChangeLevels() {
  return useMutation({
    mutationFn: (body: { basedOn: number; settings: LevelSettings; reason: string }) =>
      call(z.object({ number: z.number(), waits: z.boolean() }), {
        method: 'PUT',
        path: '/api/levels',
        body,
      }),
    onSuccess: refresh,
  })
}

/** Confirms or refuses a proposal. */
export function useRuleOnLevels() {
  return useMutation({
    mutationFn: ({ number, ...body }: { number: number; confirmed: boolean; reason: string }) =>
      call(z.object({ number: z.number() }), {
        method: 'POST',
        path: `/api/levels/versions/${number}/ruling`,
        body,
      }),
    onSuccess: refresh,
  })
}
