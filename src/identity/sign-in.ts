import { betterAuth } from 'better-auth'
import type { FoundSession } from './authenticate.ts'
import { type SignInSetting, signInOptions } from './sign-in-options.ts'

/** The sign-in library behind two functions; nothing else of it is used. */
export interface SignIn {
  /** Answers a request below /api/auth. */
  handle(request: Request): Promise<Response>
  findSession(headers: Headers): Promise<FoundSession | null>
}

export function createSignIn(setting: SignInSetting): SignIn {
  const auth = betterAuth(signInOptions(setting))
  return {
    handle: request => auth.handler(request),
    findSession: async headers => {
      const found = await auth.api.getSession({ headers, query: { disableRefresh: true } })
      if (!found) return null
      const { session } = found
      return { sessionId: session.id, personId: session.userId, expiresAt: session.expiresAt }
    },
  }
}
