import { useMutation } from '@tanstack/react-query'
import { z } from 'zod'
import { call } from '#console/kit/client.ts'
import { queryClient, sessionKey } from '#console/kit/query.ts'
import { forgetDrafts } from '#console/kit/use-draft.ts'

const stepAnswer = z.object({ signedIn: z.boolean(), secondFactor: z.boolean().optional() })
const enrolment = z.object({ totpUri: z.string(), backupCodes: z.array(z.string()).optional() })

// Another person may be signed in now: nothing that was read for the last one may be shown.
async function startOver(): Promise<void> {
  queryClient.removeQueries({ predicate: query => query.queryKey[0] !== sessionKey[0] })
  await queryClient.invalidateQueries({ queryKey: sessionKey })
}

const post = <S extends z.ZodType>(answer: S, path: string, body: object) =>
  call(answer, { method: 'POST', path, body })

/** Account and password; `secondFactor` in the answer asks for a code next. */
export function usePasswordStep() {
  return useMutation({
    mutationFn: (body: { username: string; password: string }) =>
      post(stepAnswer, '/api/auth/sign-in/username', body),
    onSuccess: answer => (answer.secondFactor ? undefined : startOver()),
  })
}

/** The six digits of the second factor, or one of the codes kept for its loss. */
export function useCodeStep() {
  return useMutation({
    mutationFn: ({ code, backup }: { code: string; backup: boolean }) =>
      post(stepAnswer, `/api/auth/two-factor/verify-${backup ? 'backup-code' : 'totp'}`, { code }),
    onSuccess: startOver,
  })
}

/** Begins the enrolment of the second factor; it counts once a code was given. */
export function useEnrolment() {
  return useMutation({
    mutationFn: (body: { password: string }) => post(enrolment, '/api/auth/two-factor/enable', body),
  })
}

/** Changes the own password. */
export function usePasswordChange() {
  return useMutation({
    mutationFn: (body: { current: string; next: string }) =>
      post(z.object({ signedIn: z.boolean() }), '/api/session/password', body),
    onSuccess: startOver,
  })
}

/** Goes to the provider of single sign-on. */
export function useSingleSignOn() {
  return useMutation({
    mutationFn: () => post(z.object({ url: z.string() }), '/api/auth/sign-in/social', {}),
    onSuccess: ({ url }) => window.location.assign(url),
  })
}

/** Signs out and forgets what was typed here. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => post(stepAnswer, '/api/auth/sign-out', {}),
    onSuccess: async () => {
      forgetDrafts()
      await startOver()
    },
  })
}
