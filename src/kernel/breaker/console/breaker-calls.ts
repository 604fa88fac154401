import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { call } from '#console/kit/client.ts'
import { type BreakerBoard, breakerBoard } from '../breaker.contract.ts'

const key = ['breakers']
const answered = z.object({ became: z.enum(['asked', 'on']), board: breakerBoard })

/** The board, read again now and then: a breaker opens by itself. */
export function useBreakers() {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call(breakerBoard, { path: '/api/breakers', signal }),
    refetchInterval: 20_000,
  })
}

/** Switching off, and on. */
export function useSwitch() {
  const client = useQueryClient()
  const keep = (board: BreakerBoard) => client.setQueryData(key, board)
  const off = useMutation({
    mutationFn: (body: { algorithm: string; reason: string }) =>
      call(breakerBoard, { method: 'POST', path: '/api/breakers/off', body }),
    onSuccess: keep,
  })
  const on = useMutation({
    mutationFn: (algorithm: string) =>
      call(answered, { method: 'POST', path: '/api/breakers/on', body: { algorithm } }),
    onSuccess: ({ board }) => keep(board),
  })
  return { off, on }
}
