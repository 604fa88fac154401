import type { FastifyRequest } from 'fastify'
import type { Database } from '#base/index.ts'
import { actorOf, visitor } from './actors.ts'
import { touchSession } from './credential.store.ts'
import type { Actor } from './identity.contract.ts'
import { identityError } from './identity.errors.ts'
import { findPerson } from './person.store.ts'
import type { CityPort } from './scope.rules.ts'
import { bearerOf, hashToken, tokenAlive } from './token.rules.ts'
import { findTokenByHash, noteTokenUse } from './token.store.ts'

/** A session as the sign-in library finds it by the cookie; null when there is none or it ended. */
export interface FoundSession {
  sessionId: string
  personId: string
  expiresAt: Date
}

export interface Authenticator {
  /** Who sends the request. @throws identity.token-not-valid for a bearer token that is none of ours or ended. */
  authenticate(request: Pick<FastifyRequest, 'headers'>): Promise<Actor>
  /** Forgets what is kept in memory; after every change to people, sessions, tokens. */
  forget(): void
}

export interface AuthenticatorParts {
  database: Database
  city: CityPort
  idleMinutes: number
  now: () => Date
  findSession(headers: Headers): Promise<FoundSession | null>
}

/** The channel on which the database tells that somebody's access ended or changed (`004_notice.sql`). */
export const accessChanged = 'identity_changed'

/** How long another process that does not hear of changes may take somebody for what they were. */
const keptMilliseconds = 5000
const mostKept = 20_000

/**
 * Finds who a request comes from: bearer token before session cookie. Found actors are kept for 5 seconds, so that a
 * page with ten requests costs one look-up; a change in this process, or heard of from another, forgets them at once.
 */
export function createAuthenticator(parts: AuthenticatorParts): Authenticator {
  const kept = new Map<string, { actor: Actor; until: number }>()
  // A look-up that began before a change must not be kept after it.
  let generation = 0
  const remembered = async (key: string, find: () => Promise<Actor>) => {
    const now = parts.now().getTime()
    const found = kept.get(key)
    if (found && found.until > now) return found.actor
    const began = generation
    const actor = await find()
    if (kept.size >= mostKept) kept.clear()
    if (began === generation && actor.kind === 'person')
      kept.set(key, { actor, until: now + keptMilliseconds })
    else kept.delete(key)
    return actor
  }
  return {
    authenticate: async request => {
      const bearer = bearerOf(request.headers.authorization)
      if (bearer !== undefined) {
        const hash = hashToken(bearer)
        return await remembered(`token ${hash.toString('hex')}`, () => byToken(parts, hash))
      }
      const { cookie } = request.headers
      if (!cookie) return visitor
      return await remembered(`cookie ${cookie}`, () => byCookie(parts, cookie))
    },
    forget: () => {
      generation++
      kept.clear()
    },
  }
}

async function byCookie(
  { database, city, idleMinutes, now, findSession }: AuthenticatorParts,
  cookie: string,
) {
  const session = await findSession(new Headers({ cookie }))
  if (!session || session.expiresAt <= now()) return visitor
  const person = await findPerson(database, session.personId)
  if (!person?.active) return visitor
  // The end moves on with use, but is written at most every 30 seconds.
  const idle = idleMinutes * 60_000
  const until = new Date(now().getTime() + idle)
  if (until.getTime() - session.expiresAt.getTime() > Math.min(30_000, idle / 10))
    await touchSession(database, session.sessionId, until)
  return actorOf(person, city, { sessionId: session.sessionId })
}

async function byToken({ database, city, now }: AuthenticatorParts, hash: Buffer) {
  const token = await findTokenByHash(database, hash)
  if (!token) throw identityError('identity.token-not-valid')
  const ends = {
    expiresAt: new Date(token.expiresAt),
    revokedAt: token.revokedAt === null ? null : new Date(token.revokedAt),
  }
  const person = tokenAlive(ends, now()) ? await findPerson(database, token.personId) : undefined
  if (!person?.active) throw identityError('identity.token-not-valid')
  if (!token.lastUsedAt || now().getTime() - Date.parse(token.lastUsedAt) > 60_000)
    await noteTokenUse(database, token.id, now())
  return actorOf(person, city, { limitedTo: token.actions })
}
