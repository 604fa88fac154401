import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { call } from '#console/kit/client.ts'
import {
  type approveBody,
  type endBody,
  type filingBody,
  publicRegister,
  type RegisterDetail,
  registerDetail,
  type saveDraftBody,
  type stageBody,
} from '../register.contract.ts'

const listKey = ['register']
const detailKey = (algorithm: string) => ['register', algorithm]
const at = (algorithm: string, rest: string) => `/api/register/${encodeURIComponent(algorithm)}/${rest}`

/** Every algorithm as the public reads it. */
export function useRegister() {
  return useQuery({
    queryKey: listKey,
    queryFn: ({ signal }) => call(publicRegister, { path: '/api/register', signal }),
  })
}

/** Draft, stages, filings and history of one algorithm. */
export function useRegisterDetail(algorithm: string) {
  return useQuery({
    queryKey: detailKey(algorithm),
    queryFn: ({ signal }) => call(registerDetail, { path: at(algorithm, 'detail'), signal }),
  })
}

/** What keepers of the register do with an entry; each answers with the whole entry. */
export function useRegisterActs(algorithm: string) {
  const client = useQueryClient()
  const onSuccess = (detail: RegisterDetail) => {
    client.setQueryData(detailKey(algorithm), detail)
    void client.invalidateQueries({ queryKey: listKey, exact: true })
  }
  const post = (rest: string) => (body: unknown) =>
    call(registerDetail, { method: 'POST', path: at(algorithm, rest), body })
  return {
    save: useMutation({
      mutationFn: (body: z.input<typeof saveDraftBody>) =>
        call(registerDetail, { method: 'PUT', path: at(algorithm, 'draft'), body }),
      onSuccess,
    }),
    approve: useMutation<RegisterDetail, Error, z.input<typeof approveBody>>({
      mutationFn: post('approve'),
      onSuccess,
    }),
    end: useMutation<RegisterDetail, Error, z.input<typeof endBody>>({ mutationFn: post('end'), onSuccess }),
    begin: useMutation<RegisterDetail, Error, z.input<typeof stageBody>>({
      mutationFn: post('stage'),
      onSuccess,
    }),
    file: useMutation<RegisterDetail, Error, z.input<typeof filingBody>>({
      mutationFn: post('filings'),
      onSuccess,
    }),
  }
}
