import { z } from 'zod'
import { baseError, type CatalogueError, level, uuidv7 } from '#base/index.ts'
import { identityError } from './identity.errors.ts'
import { lockMinutes } from './lockout.rules.ts'

const text = z.string().max(1000)

/** Bodies that sign-in takes; what is not named here does not reach the library (`trustDevice`, `callbackURL`, …). */
export const signInBodies = {
  '/sign-in/username': z.object({ username: level('L2', text), password: level('L4', text) }),
  '/sign-in/social': z.object({}),
  '/sign-out': z.object({}),
  '/two-factor/enable': z.object({ password: level('L4', text) }),
  '/two-factor/verify-totp': z.object({ code: level('L4', z.string().max(20)) }),
  '/two-factor/verify-backup-code': z.object({ code: level('L4', z.string().max(40)) }),
} as const
export type SignInPath = keyof typeof signInBodies

/** What the library answers, as far as it is read. */
const libraryAnswer = z.object({
  code: z.string().optional(),
  twoFactorRedirect: z.boolean().optional(),
  totpURI: z.string().optional(),
  backupCodes: z.array(z.string()).optional(),
  url: z.string().optional(),
  /** Of the session that was made; never passed on. */
  token: z.string().nullish(),
  user: z.object({ id: z.string() }).optional(),
})
export type LibraryAnswer = z.infer<typeof libraryAnswer>

export async function readAnswer(response: Response): Promise<LibraryAnswer> {
  const parsed = libraryAnswer.safeParse(await response.json().catch(() => ({})))
  return parsed.success ? parsed.data : {}
}

/** The library's refusal as one of the catalogue. */
export function refusalOf(path: SignInPath, status: number, code: string | undefined): CatalogueError {
  if (code === 'ACCOUNT_TEMPORARILY_LOCKED' || code?.startsWith('TOO_MANY_ATTEMPTS'))
    return identityError('identity.account-locked', { minutes: lockMinutes })
  if (code === 'INVALID_TWO_FACTOR_COOKIE' || code === 'UNAUTHORIZED')
    return identityError('identity.sign-in-required')
  if (code === 'TOTP_ALREADY_ENABLED') return identityError('identity.second-factor-enrolled')
  if (path === '/sign-in/social') return identityError('identity.single-sign-on-failed')
  if (path.startsWith('/two-factor/verify') && status < 500) return identityError('identity.wrong-code')
  if (status < 500) return identityError('identity.wrong-credentials')
  return baseError('base.internal', { reference: uuidv7() })
}

/** What the console gets: no session token (the cookie has it, out of reach of scripts), no user record. */
export function answerOf(path: SignInPath, found: LibraryAnswer): object {
  if (path === '/sign-in/username')
    return { signedIn: !found.twoFactorRedirect, secondFactor: found.twoFactorRedirect === true }
  if (path === '/two-factor/enable')
    return { totpUri: found.totpURI?.replace('%40chengshu.invalid', ''), backupCodes: found.backupCodes }
  if (path === '/sign-in/social') return { url: found.url }
  return { signedIn: path !== '/sign-out' }
}

/**
 * Cookies without an age: they end with the browser. When a session ends is decided here, by its use; an age in the
 * cookie would end it while it is used, because only sign-in sets cookies.
 */
export function cookiesOf(response: Response): string[] {
  return response.headers.getSetCookie().map(cookie => cookie.replace(/;\s*Max-Age=[1-9]\d*/i, ''))
}
