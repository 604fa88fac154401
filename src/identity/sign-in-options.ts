import type { BetterAuthOptions } from 'better-auth'
import { genericOAuth, twoFactor, username } from 'better-auth/plugins'
import type { Logger } from 'pino'
import { type Config, type Database, uuidv7 } from '#base/index.ts'
import { emailOf, isAccount, signInName } from './person.rules.ts'

export const singleSignOnProvider = 'sso'

export interface SignInSetting {
  database: Database
  config: Pick<Config, 'publicUrl' | 'idleMinutes' | 'singleSignOn' | 'host' | 'port'>
  secret: string
  log: Logger
  /** Called before a session is made; throws to refuse it. `path` is the sign-in endpoint. */
  beforeSession(personId: string, path: string): Promise<void>
}

/** The address people open; without a public URL the one this process listens on. */
export function publicAddress(config: SignInSetting['config']): string {
  return config.publicUrl ?? `http://${config.host}:${config.port}`
}

// The provider's name for a person is the account; e-mail addresses are made from it because better-auth needs one.
function singleSignOn({ issuer, client, secret }: NonNullable<Config['singleSignOn']>) {
  return genericOAuth({
    config: [
      {
        providerId: singleSignOnProvider,
        discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        clientId: client,
        clientSecret: secret,
        scopes: ['openid', 'profile'],
        requireIdTokenVerification: true,
        disableSignUp: true,
        mapProfileToUser: profile => ({
          email: emailOf(signInName(String(profile.preferred_username ?? ''))),
          emailVerified: true,
        }),
      },
    ],
  })
}

/**
 * The settings of better-auth. Tables keep its column names; they are made by this room's own migrations, and a test
 * compares them with what better-auth would make. Rate limits and lock-out are ours: its own count by an address header
 * that a client can write.
 */
export function signInOptions({ database, config, secret, log, beforeSession }: SignInSetting) {
  return {
    appName: 'Chengshu',
    baseURL: publicAddress(config),
    basePath: '/api/auth',
    secret,
    database: { db: database, type: 'postgres', schemaName: 'identity', transaction: false },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    user: { modelName: 'sign_in_user' },
    session: {
      modelName: 'sign_in_session',
      expiresIn: config.idleMinutes * 60,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    account: {
      modelName: 'sign_in_credential',
      encryptOAuthTokens: true,
      accountLinking: { enabled: true, trustedProviders: [singleSignOnProvider] },
    },
    verification: { modelName: 'sign_in_verification' },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    onAPIError: { errorURL: `${publicAddress(config)}/sign-in` },
    advanced: {
      cookiePrefix: 'chengshu',
      useSecureCookies: publicAddress(config).startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => uuidv7() },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => {
            await beforeSession(session.userId, context?.path ?? '')
          },
        },
      },
    },
    logger: {
      level: 'warn',
      log: (level, message) => {
        if (level === 'error') log.warn({ message }, 'sign-in')
      },
    },
    plugins: [
      username({ minUsernameLength: 2, maxUsernameLength: 64, usernameValidator: isAccount }),
      twoFactor({
        issuer: 'Chengshu',
        twoFactorTable: 'sign_in_second_factor',
        trustDeviceMaxAge: 1,
        accountLockout: { enabled: true, maxFailedAttempts: 5, durationSeconds: 900 },
      }),
      ...(config.singleSignOn ? [singleSignOn(config.singleSignOn)] : []),
    ],
  } satisfies BetterAuthOptions
}
