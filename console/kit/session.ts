import { useQuery } from '@tanstack/react-query'
import { type Session, session } from '#identity/identity.contract.ts'
import { call } from './client.ts'
import { sessionKey } from './query.ts'

/** Nobody: what the console takes for the visitor until the server says more. */
export const nobody: Session = {
  signedIn: false,
  personId: null,
  account: null,
  name: null,
  roles: [],
  departmentId: null,
  level: 'L1',
  actions: [],
  mustChangePassword: false,
  mustEnrolSecondFactor: false,
  fictional: false,
  singleSignOn: false,
}

/** Who is signed in, with loading and error. The gate has waited for it: pages use `useSession`. */
export function useSessionQuery() {
  return useQuery({
    queryKey: sessionKey,
    queryFn: ({ signal }) => call(session, { path: '/api/session', signal }),
    staleTime: 60_000,
  })
}

/** Who is signed in. */
export function useSession(): Session {
  return useSessionQuery().data ?? nobody
}

/** True when the person's roles allow the action at all. */
export function useMay(action: string): boolean {
  return useSession().actions.includes(action)
}
