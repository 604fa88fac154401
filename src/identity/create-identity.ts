import type { FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Access, Config, Database, Mount, Route } from '#base/index.ts'
import type { Action } from './action.contract.ts'
import { createAuthenticator } from './authenticate.ts'
import { authorize } from './authorize.ts'
import { beforeSession } from './before-session.ts'
import { createFailureLimit } from './failure-limit.ts'
import type { Actor } from './identity.contract.ts'
import type { Parts } from './parts.ts'
import { peopleRoutes } from './people-routes.ts'
import { createPermissions, type Resource } from './permissions.ts'
import type { CityPort } from './scope.rules.ts'
import { sessionRoutes } from './session-routes.ts'
import { createSignIn } from './sign-in.ts'
import { signInMount } from './sign-in-mount.ts'
import { publicAddress } from './sign-in-options.ts'
import { openSignInSecret } from './sign-in-secret.ts'
import { tokenRoutes } from './token-routes.ts'

export interface IdentityOptions {
  /** As the application role. */
  database: Database
  config: Pick<Config, 'dataFolder' | 'publicUrl' | 'idleMinutes' | 'singleSignOn' | 'host' | 'port'>
  city: CityPort
  log: Logger
  /** For tests of what happens later. */
  now?: () => Date
}

export interface Identity {
  authenticate(request: Pick<FastifyRequest, 'headers'>): Promise<Actor>
  authorize(actor: Actor, access: Access): void
  permits(actor: Actor, action: Action, resource?: Resource): boolean
  allowedActions(actor: Actor): Action[]
  mounts: Mount[]
  routes: Route<Actor>[]
  /** After people, roles or the city were changed by other ways than these routes. */
  forget(): void
}

/** Opens sign-in, permissions and the routes of this room. */
export async function createIdentity(options: IdentityOptions): Promise<Identity> {
  const { database, config, city, log, now = () => new Date() } = options
  const permissions = createPermissions(log)
  const signIn = createSignIn({
    database,
    config,
    log,
    secret: await openSignInSecret(config.dataFolder),
    beforeSession: (personId, path) => beforeSession(database, { personId, path }),
  })
  const authenticator = createAuthenticator({
    database,
    city,
    idleMinutes: config.idleMinutes,
    now,
    findSession: signIn.findSession,
  })
  const failures = createFailureLimit({ limit: 50, windowMilliseconds: 900_000, now: () => now().getTime() })
  const parts: Parts = { database, config, city, permissions, authenticator, now }
  const singleSignOn = config.singleSignOn !== undefined
  const address = new URL(publicAddress(config))
  return {
    authenticate: authenticator.authenticate,
    authorize: (actor, access) => authorize(permissions, actor, access),
    permits: permissions.permits,
    allowedActions: permissions.allowedActions,
    mounts: [signInMount({ database, signIn, authenticator, failures, singleSignOn, address, now })],
    routes: [...sessionRoutes(parts), ...peopleRoutes(parts), ...tokenRoutes(parts)],
    forget: authenticator.forget,
  }
}
